"""What every question looks at first. Each check answers a refusal, or None where it has nothing against it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import TypeVar

from clawback.errors import LawError
from clawback.law.activation import Activation, is_usable
from clawback.law.answers import Refused, refuse
from clawback.law.basis import Basis
from clawback.law.calendar import Calendar, end_of, local_day
from clawback.law.parts import Actors
from clawback.law.words import Action, Actor, Content
from clawback.money import Amount, currency, parse_amount

Check = Refused | None
End = TypeVar("End")


def among(by: Actor, actors: Actors) -> bool:
    """True if `by` is known to be one of `actors`."""
    return actors != "unknown" and by in actors


def aware(at: datetime, what: str) -> None:
    if at.tzinfo is None:
        raise LawError(f"{what} has no time zone", remedy="give an aware time")


def check_use(basis: Basis, actions: tuple[Action, ...], at: datetime, using: Iterable[Activation]) -> Check:
    """The right action, in force on the day of `at`, and read or activated."""
    aware(at, "the time of the question")
    if basis.action not in actions:
        return refuse(basis, "wrong-action", action=basis.action)
    day = local_day(at, basis.zone)
    if not basis.is_in_force(day):
        return refuse(basis, "not-in-force", day=day)
    return None if is_usable(basis, using, at) else refuse(basis, "unverified")


def check_who(basis: Basis, by: Actor) -> Check:
    """`by` decides under the basis, or may ask for it."""
    if among(by, basis.ordered_by) or among(by, basis.asked_by):
        return None
    if basis.ordered_by == "unknown":
        return refuse(basis, "who-is-unknown")
    return refuse(basis, "not-theirs", by=by, ask=basis.ordered_by)


def check_threshold(basis: Basis, amount: Amount | None, settled_at: datetime | None, at: datetime) -> Check:
    threshold = basis.threshold
    if threshold is None:
        return None
    if threshold == "unknown":
        return refuse(basis, "threshold-unknown")
    return _check_sum(basis, amount) or _check_window(basis, settled_at, at)


def _check_sum(basis: Basis, amount: Amount | None) -> Check:
    threshold = basis.threshold
    if threshold is None or threshold == "unknown" or threshold.currency is None:
        return None
    if amount is None:
        return refuse(basis, "needs-amount")
    if amount.currency.code != threshold.currency:
        return refuse(basis, "other-currency", currency=threshold.currency)
    counted = currency(threshold.currency)
    if threshold.least and amount.units < parse_amount(threshold.least, counted):
        return refuse(basis, "below-threshold", amount=amount, threshold=threshold.least)
    if threshold.below and amount.units >= parse_amount(threshold.below, counted):
        return refuse(basis, "above-threshold", amount=amount, threshold=threshold.below)
    return None


def _check_window(basis: Basis, settled_at: datetime | None, at: datetime) -> Check:
    threshold = basis.threshold
    if threshold is None or threshold == "unknown" or threshold.within is None:
        return None
    if settled_at is None:
        return refuse(basis, "needs-time-of-transfer")
    aware(settled_at, "the time of the transfer")
    end = counted(basis, end_of, settled_at, threshold.within, days_of(basis))
    if isinstance(end, Refused):
        return end
    return refuse(basis, "too-late", within=threshold.within) if at > end else None


def check_content(basis: Basis, content: Collection[Content]) -> Check:
    """Unknown minimum content asks for nothing: what is not known to be demanded cannot be missing."""
    if basis.minimum_content == "unknown":
        return None
    missing = [each for each in basis.minimum_content if each not in content]
    return refuse(basis, "content-missing", missing=", ".join(missing)) if missing else None


def decides(basis: Basis, by: Actor) -> bool:
    """True for one who decides under the basis, False for one who may only ask for it."""
    return among(by, basis.ordered_by)


def days_of(basis: Basis) -> Calendar:
    """How notices, objections and windows are counted: by the calendar of the basis' zone, to the same time of day."""
    return Calendar(unit="days", country="unknown", zone=basis.zone, ends="same-time")


def counted(basis: Basis, ends: Callable[..., End], *of: object) -> End | Refused:
    """What `ends(*of)` counts, or a refusal where a country, zone or year makes it uncountable."""
    try:
        return ends(*of)
    except LawError as error:
        return refuse(basis, "cannot-count", why=error.reason)
