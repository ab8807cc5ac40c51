"""Is the holder told: now, later, or never."""

from __future__ import annotations

from datetime import datetime

from clawback.law.answers import Allowed, Refused, allow, refuse
from clawback.law.asking.common import among, aware, counted, days_of
from clawback.law.basis import Basis
from clawback.law.calendar import end_of
from clawback.law.periods import Period
from clawback.law.words import Actor

__all__ = ["may_delay_notice", "may_tell"]


def may_tell(
    basis: Basis, *, placed_at: datetime, at: datetime, delayed_until: datetime | None = None
) -> Allowed | Refused:
    """Whether the holder of an account held at `placed_at` is told at `at`.

    Allowed: tell now; Allowed.until is by when it must be done (`at` itself where the law says at once), None where the
    law says no time. Refused: nothing may show that the hold exists; Refused.until is when a delay ends, None where it
    has no known end. `delayed_until` is the end of a delay that `may_delay_notice` allowed. No activation is asked for:
    a duty to tell, or to keep silent, does not wait for counsel.
    """
    for time in (placed_at, at, delayed_until or at):
        aware(time, "a time of the notice")
    rule = basis.notice.rule
    if rule in ("forbidden", "unknown"):
        return refuse(basis, f"notice-{rule}")
    if delayed_until is not None and at < delayed_until:
        return refuse(basis, "notice-delayed", until=delayed_until)
    due = _due(basis, placed_at, delayed_until)
    if due is None or isinstance(due, Refused):
        return due or refuse(basis, "notice-delayed")
    return refuse(basis, "notice-delayed", until=due) if at < due else _told(basis, due, at)


def may_delay_notice(basis: Basis, by: Actor) -> Allowed | Refused:
    """Whether `by` may order that a notice under this basis wait."""
    if among(by, basis.notice.delay_by):
        return allow(basis)
    return refuse(basis, "delay-not-theirs", by=by, ask=basis.notice.delay_by)


def _due(basis: Basis, placed_at: datetime, delayed_until: datetime | None) -> datetime | Refused | None:
    """When telling begins; None while no law and no order says when the silence ends."""
    if basis.notice.rule == "required":
        return delayed_until or placed_at
    if isinstance(basis.notice.delay, Period):
        by_law = counted(basis, end_of, placed_at, basis.notice.delay, days_of(basis))
        return by_law if isinstance(by_law, Refused) else max(by_law, delayed_until or by_law)
    return delayed_until


def _told(basis: Basis, due: datetime, at: datetime) -> Allowed | Refused:
    within = basis.notice.within
    if not isinstance(within, Period):
        return allow(basis, at if within == "at-once" else None)
    end = counted(basis, end_of, due, within, days_of(basis))
    return end if isinstance(end, Refused) else allow(basis, end)
