"""When a hold ends: its first period, each renewal from the end before it, and never past the total.

A renewal runs from the end of the period before it, not from the day it was decided, so that deciding early wins
nothing. All functions raise LawError where a country or zone that they need is unknown.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from clawback.law.calendar import end_of
from clawback.law.parts import HoldTerms
from clawback.law.periods import Period

__all__ = ["first_end", "next_end", "total_end"]


def total_end(terms: HoldTerms, start: datetime) -> datetime | None:
    """The instant that no hold under these terms outlives; None where the law has no limit, or none is known."""
    return end_of(start, terms.total, terms.calendar) if isinstance(terms.total, Period) else None


def first_end(terms: HoldTerms, start: datetime) -> datetime | None:
    """The latest end of the first period; None where it is for the order to state, or unknown."""
    first = end_of(start, terms.first, terms.calendar) if isinstance(terms.first, Period) else None
    return _earliest(first, total_end(terms, start))


def next_end(terms: HoldTerms, start: datetime, end: datetime, period: Period) -> datetime:
    """The end of a renewal of `period`, of a hold that began at `start` and now ends at `end`."""
    renewed = end_of(_last_moment(terms, end), period, terms.calendar)
    return _earliest(renewed, total_end(terms, start)) or renewed


def _last_moment(terms: HoldTerms, end: datetime) -> datetime:
    """A period that ended with a day goes on with the next: counted from the midnight between, it would win a day."""
    return end - timedelta(microseconds=1) if terms.calendar.ends == "end-of-day" else end


def _earliest(*ends: datetime | None) -> datetime | None:
    return min((end for end in ends if end is not None), default=None)
