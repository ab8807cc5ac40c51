"""May held money go back by a method of return, and by when it is paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clawback.errors import LawError
from clawback.law.activation import Activation
from clawback.law.answers import Allowed, Refused, allow, refuse
from clawback.law.asking.common import (
    Check,
    aware,
    check_content,
    check_threshold,
    check_use,
    check_who,
    counted,
    days_of,
    decides,
)
from clawback.law.basis import Basis
from clawback.law.calendar import end_of
from clawback.law.parts import ReturnTerms
from clawback.law.periods import Period
from clawback.law.words import Actor, Content, Method
from clawback.money import Amount

__all__ = ["ReturnQuestion", "may_return"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnQuestion:
    """Money that is to go back.

    `method` divides it and `rule` is the allocation rule behind `traced`, None for the other methods. `proportion` says
    that money was divided in proportion, not straight back. `noticed_at` is when the public notice began, None
    where none was given. `settled_at` is when the reported transfer settled, `reported_at` when the victim reported it.
    """

    at: datetime
    by: Actor
    amount: Amount
    method: Method
    rule: str | None = None
    proportion: bool
    noticed_at: datetime | None = None
    settled_at: datetime | None = None
    reported_at: datetime | None = None
    content: frozenset[Content] = frozenset()

    def __post_init__(self) -> None:
        if self.amount.units <= 0:
            raise LawError(f"{self.amount} cannot be returned", remedy="give an amount above zero")
        if self.noticed_at is not None:
            aware(self.noticed_at, "the time of the public notice")


def may_return(
    basis: Basis, asked: ReturnQuestion, activations: Iterable[Activation] = ()
) -> Allowed | Refused:
    """Whether the money may be returned so; Allowed.until is by when the law wants it paid, None where it says none."""
    terms = basis.returns
    refused = check_use(basis, ("return",), asked.at, activations)
    if refused or terms is None:
        return refused or refuse(basis, "wrong-action", action=basis.action)
    return (
        check_who(basis, asked.by)
        or check_threshold(basis, asked.amount, asked.settled_at, asked.at)
        or check_content(basis, asked.content)
        or _check_method(basis, terms, asked)
        or _check_public_notice(basis, terms, asked)
        or _paid_by(basis, terms, asked)
    )


def _check_method(basis: Basis, terms: ReturnTerms, asked: ReturnQuestion) -> Check:
    if terms.methods == "unknown":
        return refuse(basis, "method-unknown")
    if asked.method not in terms.methods:
        return refuse(basis, "method-not-allowed", method=asked.method)
    if asked.rule is not None and terms.rule not in ("unknown", asked.rule):
        return refuse(basis, "rule-not-allowed", rule=terms.rule)
    return None


def _check_public_notice(basis: Basis, terms: ReturnTerms, asked: ReturnQuestion) -> Check:
    if terms.notice_for == "none" or (terms.notice_for == "proportion" and not asked.proportion):
        return None
    if terms.notice_for == "unknown" and _is_said_by_others(asked):
        return None
    if not isinstance(terms.public_notice, Period):
        return refuse(basis, "public-notice-unknown")
    if asked.noticed_at is None:
        return refuse(basis, "public-notice-due", notice=terms.public_notice)
    end = counted(basis, end_of, asked.noticed_at, terms.public_notice, days_of(basis))
    if isinstance(end, Refused):
        return end
    return refuse(basis, "public-notice-runs", end=end.isoformat(), until=end) if asked.at < end else None


def _is_said_by_others(asked: ReturnQuestion) -> bool:
    """A court says itself who is heard first; those who reimbursed the victim share among themselves."""
    return asked.by == "court" or asked.method in ("court", "reimbursers")


def _paid_by(basis: Basis, terms: ReturnTerms, asked: ReturnQuestion) -> Allowed | Refused:
    decided = decides(basis, asked.by)
    if not isinstance(terms.pay_within, Period):
        return allow(basis, decides=decided)
    start = asked.reported_at if terms.pay_from == "report" else asked.at
    if start is None:
        return refuse(basis, "needs-start", runs_from="report")
    end = counted(basis, end_of, start, terms.pay_within, terms.calendar)
    return end if isinstance(end, Refused) else allow(basis, end, decides=decided)
