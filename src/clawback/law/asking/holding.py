"""May an amount be held under a basis, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
from clawback.law.parts import HoldTerms
from clawback.law.periods import Period
from clawback.law.profile import least_units
from clawback.law.terms import first_end
from clawback.law.words import HOLDS, Actor, Content, Extent, Side
from clawback.money import Amount

__all__ = ["Emergency", "HoldQuestion", "confirmed_until", "may_hold"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """A hold that one analyst sends without an approver.

    `first_account`: it is on the reported transfer's own creditor account. `guarded`: the agent's flag for accounts of
    charities, parties, media, unions, places of worship, lawyers' client money. `sent_today`: emergency holds of this
    analyst today before this one, unconfirmed ones counted.
    """

    first_account: bool
    guarded: bool
    sent_today: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldQuestion:
    """What is to be held, by whom, where and when.

    `on` says whose account. `since` is the instant from which the basis counts where that is not the placing;
    `stated` the period that the order states; `settled_at` when the reported transfer settled. `held_on_account` and
    `held_for_credit` are how many holds under this basis the account, and this credit in it, had before. `follows` is
    the id of the basis of the hold in force there now. `emergency` is None where an approver approved. `confirmed`:
    the debtor's agent said of every claim of the hold that its transfer was made.
    """

    at: datetime
    by: Actor
    on: Side
    amount: Amount
    confirmed: bool
    extent: Extent = "amount"
    content: frozenset[Content] = frozenset()
    settled_at: datetime | None = None
    since: datetime | None = None
    stated: Period | None = None
    held_on_account: int = 0
    held_for_credit: int = 0
    follows: str | None = None
    emergency: Emergency | None = None

    def __post_init__(self) -> None:
        if self.amount.units <= 0:
            raise LawError(f"{self.amount} cannot be held", remedy="give an amount above zero")
        if self.since is not None:
            aware(self.since, "the start of the period")
            if self.since > self.at:
                raise LawError("the period starts after the hold is placed", field="since")


def may_hold(basis: Basis, asked: HoldQuestion, activations: Iterable[Activation] = ()) -> Allowed | Refused:
    """Whether the hold may be placed; Allowed.until is when its first period ends, or the emergency period where a
    claim is not confirmed and that is sooner.

    The caps of a trace are not looked at: they are `holding`'s. Raises LawError for a question without meaning.
    """
    terms = basis.hold
    refused = check_use(basis, HOLDS, asked.at, activations)
    if refused or terms is None:
        return refused or refuse(basis, "wrong-action", action=basis.action)
    return (
        check_who(basis, asked.by)
        or _check_where(basis, terms, asked)
        or _check_amount(basis, asked)
        or check_content(basis, asked.content)
        or _check_before(basis, terms, asked)
        or _check_emergency(basis, terms, asked)
        or _placed(basis, terms, asked)
    )


def confirmed_until(basis: Basis, placed_at: datetime) -> datetime | None:
    """When the first period ends of a hold that was placed for the emergency period, and whose claims are confirmed
    since; None where the period does not run from the placing, or cannot be counted."""
    terms = basis.hold
    if terms is None or terms.runs_from != "placing" or not isinstance(terms.first, Period):
        return None
    end = counted(basis, first_end, terms, placed_at)
    return None if isinstance(end, Refused) else end


def _check_where(basis: Basis, terms: HoldTerms, asked: HoldQuestion) -> Check:
    if asked.on != basis.on:
        return refuse(basis, "wrong-account", on=basis.on)
    if asked.extent == "account" and terms.extent == "amount":
        return refuse(basis, "amount-only")
    return None


def _check_amount(basis: Basis, asked: HoldQuestion) -> Check:
    least = Amount(least_units(basis.least, asked.amount.currency), asked.amount.currency)
    if asked.amount.units < least.units:
        return refuse(basis, "below-least", amount=asked.amount, least=least)
    return check_threshold(basis, asked.amount, asked.settled_at, asked.at)


def _check_before(basis: Basis, terms: HoldTerms, asked: HoldQuestion) -> Check:
    """Placing again what was held before is a renewal by another name, unless the law counts stops by the account."""
    if terms.follows and asked.follows not in terms.follows:
        return refuse(basis, "must-follow", follows=" or ".join(terms.follows))
    if terms.per_account is None:
        return refuse(basis, "held-before") if asked.held_for_credit else None
    if asked.held_on_account >= terms.per_account:
        return refuse(basis, "held-often-enough", count=asked.held_on_account)
    return None


def _check_emergency(basis: Basis, terms: HoldTerms, asked: HoldQuestion) -> Check:
    sent = asked.emergency
    if sent is None:
        return None
    if isinstance(terms.emergency, str):
        return refuse(basis, "no-emergency-rule")
    if not sent.first_account:
        return refuse(basis, "not-first-account")
    if sent.guarded:
        return refuse(basis, "guarded")
    if sent.sent_today >= terms.emergency.per_day:
        return refuse(basis, "daily-limit", count=sent.sent_today)
    return refuse(basis, "held-before") if asked.held_for_credit else None


def _placed(basis: Basis, terms: HoldTerms, asked: HoldQuestion) -> Allowed | Refused:
    start = asked.at if terms.runs_from == "placing" else asked.since
    if start is None:
        return refuse(basis, "needs-start", runs_from=terms.runs_from)
    end = _first_end(basis, terms, asked.stated, start)
    if isinstance(end, Refused):
        return end
    if end <= asked.at:
        return refuse(basis, "over-already", end=end.isoformat())
    if not asked.confirmed:
        soon = counted(basis, end_of, asked.at, basis.emergency_period, days_of(basis))
        if isinstance(soon, Refused):
            return soon
        end = min(end, soon)
    answer = allow(basis, end, decides=decides(basis, asked.by))
    return _to_confirm(answer, terms, asked)


def _first_end(basis: Basis, terms: HoldTerms, stated: Period | None, start: datetime) -> datetime | Refused:
    """The end of the period that the order states, which may be shorter than the law's but not longer."""
    if terms.first == "unknown":
        return refuse(basis, "period-unknown")
    most = counted(basis, first_end, terms, start)
    if isinstance(most, Refused):
        return most
    if stated is None:
        return most if isinstance(terms.first, Period) and most else refuse(basis, "needs-period")
    end = counted(basis, end_of, start, stated, terms.calendar)
    if isinstance(end, Refused) or most is None or end <= most:
        return end
    longest = terms.first if isinstance(terms.first, Period) else terms.total
    return refuse(basis, "period-too-long", stated=stated, most=longest)


def _to_confirm(answer: Allowed, terms: HoldTerms, asked: HoldQuestion) -> Allowed:
    if asked.emergency is None or isinstance(terms.emergency, str) or answer.until is None:
        return answer
    confirm_by = end_of(asked.at, terms.emergency.confirm_within, terms.calendar)
    return replace(answer, confirm_by=min(confirm_by, answer.until))
