"""Who opened and searched what is kept for the time of the law, and goes then, by a clock; the journal keeps it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Min

from clawback.law import Period, end_of
from clawback.server.casework.finding import locked
from clawback.server.casework.law import profile_of
from clawback.server.casework.models import Opening, Search
from clawback.server.casework.victims.keeping import days_of_law
from clawback.server.clocks.models import Clock
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act
from clawback.server.people.models import Organisation
from clawback.server.record.deciding import deciding

__all__ = ["FORGET_LOOKS", "KIND", "forget_looks", "forget_looks_later"]

KIND: Final = "organisation"
FORGET_LOOKS: Final = "forget openings"
_AGAIN: Final = timedelta(days=1)
_MOST: Final = 5_000
"""Rows of a kind that one run deletes."""


def forget_looks_later(act: Act, organisation: int) -> None:
    """Within the decision that writes a row: the organisation has a clock from its first row on, where the law of its
    place says until when."""
    if not Clock.objects.filter(kind=KIND, subject=organisation, verb=FORGET_LOOKS, done_at=None).exists():
        _set(act, Organisation.objects.get(pk=organisation), act.at)


def forget_looks(number: int, act: Act) -> None:
    """Rows whose time is over (by a clock); the next time is that of the oldest that is left, a day later at least."""
    with deciding(act) as decision:
        found = locked(Organisation, number)
        openings = Opening.objects.filter(organisation=found)
        searches = Search.objects.filter(member__organisation=found)
        old = [row.pk for row in openings.order_by("at", "pk")[:_MOST] if _is_past(found, row.at, act)]
        rows = searches.order_by("searched_at", "pk")[:_MOST]
        sought = [row.pk for row in rows if _is_past(found, row.searched_at, act)]
        openings.filter(pk__in=old).delete()
        Search.objects.filter(pk__in=sought).delete()
        left = openings.aggregate(first=Min("at")), searches.aggregate(first=Min("searched_at"))
        if times := [each["first"] for each in left if each["first"] is not None]:
            _set(act, found, min(times))
        if old or sought:
            decision.enter("forget", found, after={"openings": len(old), "searches": len(sought)})


def _set(act: Act, organisation: Organisation, oldest: datetime) -> None:
    until = _kept_until(organisation, oldest)
    if until is not None:
        set_clock(KIND, organisation.pk, FORGET_LOOKS, at=act.at, due_at=max(until, act.at + _AGAIN))


def _is_past(organisation: Organisation, made: datetime, act: Act) -> bool:
    until = _kept_until(organisation, made)
    return until is not None and until <= act.at


def _kept_until(organisation: Organisation, made: datetime) -> datetime | None:
    """None where the law is unknown."""
    period = profile_of(organisation.jurisdiction).house.openings
    return (
        end_of(made, period, days_of_law(organisation.jurisdiction)) if isinstance(period, Period) else None
    )
