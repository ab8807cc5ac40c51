"""Times of entries: date-times as written or in `--timezone`, bare dates as midnight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from sys import intern

from clawback.clock import parse_time, to_micros
from clawback.errors import TimeError

__all__ = ["Moment", "When", "date_of", "moment", "settled"]

_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class When:
    """A booking or value date as a statement writes it: a date-time, or a date."""

    date_time: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Microseconds since 1970, and whether they stand for a date without a time."""

    micros: int
    bare: bool


def moment(when: When, zone: tzinfo | None) -> Moment | None:
    """The instant of `when`, or None where it says nothing.

    A date-time without an offset is read in `zone` (the earlier reading of a repeated hour) and refused where
    there is none; a bare date is midnight of `zone`, else of UTC. Raises TimeError.
    """
    if when.date_time is not None:
        return Moment(parse_time(when.date_time, zone), False)
    return None if when.date is None else Moment(_midnight(when.date, zone), True)


def settled(booking: When, value: When, zone: tzinfo | None) -> tuple[Moment, Moment | None]:
    """When an entry settled: the booking's date-time, else the value's, else the date (the booking's, else
    the value's) at midnight; and when it was booked, as far as that is said. Raises TimeError."""
    booked = moment(booking, zone)
    if booked is not None and (not booked.bare or value.date_time is None):
        return booked, booked
    found = moment(value, zone) or booked
    if found is None:
        raise TimeError("the entry has no booking date and no value date")
    return found, booked


@lru_cache(4096)
def _midnight(text: str, zone: tzinfo | None) -> int:
    found = _DATE.fullmatch(text)
    if found is None:
        raise TimeError(f"{text!r} is not a date", remedy="write it as 2026-01-31")
    try:
        if found[2]:
            return parse_time(f"{found[1]}T00:00:00{found[2]}")
        return to_micros(datetime.fromisoformat(found[1]).replace(tzinfo=zone or UTC))
    except (ValueError, OverflowError):
        raise TimeError(f"{text!r} is not a date", remedy="write it as 2026-01-31") from None


def date_of(*whens: When) -> str:
    """The ISO date of the first that says one, as written there; empty where none does."""
    for when in whens:
        found = _DATE.match(when.date_time or when.date or "")
        if found:
            return intern(found[1])
    return ""
