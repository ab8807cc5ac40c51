"""May a hold go on after its period, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clawback.errors import LawError
from clawback.law.activation import Activation, is_usable
from clawback.law.answers import Allowed, Refused, allow, refuse
from clawback.law.asking.common import Check, among, aware, counted
from clawback.law.basis import Basis
from clawback.law.parts import HoldTerms
from clawback.law.periods import Period
from clawback.law.terms import next_end
from clawback.law.words import Actor

__all__ = ["RenewalQuestion", "may_renew"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalQuestion:
    """A hold that is to go on.

    `start` is the instant from which its first period counted, `end` when it ends as it stands, `renewals` how often it
    was renewed. `stated` is the period that the order states, which may be shorter than the law's.
    """

    at: datetime
    by: Actor
    start: datetime
    end: datetime
    renewals: int
    stated: Period | None = None

    def __post_init__(self) -> None:
        for time in (self.at, self.start, self.end):
            aware(time, "a time of the renewal")
        if self.end <= self.start or self.renewals < 0:
            raise LawError("a hold ends after it starts, and is renewed no fewer than 0 times")


def may_renew(
    basis: Basis, asked: RenewalQuestion, activations: Iterable[Activation] = ()
) -> Allowed | Refused:
    """Whether the hold may be renewed; Allowed.until is its new end.

    `basis` is that of the day the hold was placed, in force today or not. That the claim is confirmed is
    `holding`'s to see to.
    """
    terms = basis.hold
    if terms is None:
        return refuse(basis, "wrong-action", action=basis.action)
    if not is_usable(basis, activations, asked.at):
        return refuse(basis, "unverified")
    return (
        _check_who(basis, terms, asked.by)
        or _check_count(basis, terms, asked)
        or _renewed(basis, terms, asked)
    )


def _check_who(basis: Basis, terms: HoldTerms, by: Actor) -> Check:
    if terms.renewals == 0 or among(by, terms.renewed_by):
        return None
    if terms.renewed_by == "unknown":
        return refuse(basis, "who-is-unknown")
    return refuse(basis, "not-theirs", by=by, ask=terms.renewed_by)


def _check_count(basis: Basis, terms: HoldTerms, asked: RenewalQuestion) -> Check:
    if asked.at >= asked.end:
        return refuse(basis, "hold-ended", end=asked.end.isoformat())
    if terms.renewals == 0:
        return refuse(basis, "no-renewal")
    if terms.total == "unknown":
        return refuse(basis, "total-unknown")
    if terms.renewals == "unknown" or terms.renewal == "unknown":
        return refuse(basis, "renewals-unknown")
    if terms.renewals != "uncapped" and asked.renewals >= terms.renewals:
        return refuse(basis, "renewals-used", count=asked.renewals)
    return None


def _renewed(basis: Basis, terms: HoldTerms, asked: RenewalQuestion) -> Allowed | Refused:
    most = terms.renewal if isinstance(terms.renewal, Period) else None
    period = asked.stated or most
    if period is None:
        return refuse(basis, "needs-period")
    end = counted(basis, next_end, terms, asked.start, asked.end, period)
    longest = counted(basis, next_end, terms, asked.start, asked.end, most or period)
    if isinstance(end, Refused):
        return end
    if isinstance(longest, Refused):
        return longest
    if end > longest:
        return refuse(basis, "period-too-long", stated=period, most=most)
    if end <= asked.end:
        return refuse(basis, "total-reached", end=asked.end.isoformat())
    return allow(basis, end)
