"""When a period ends: by the clock, by the calendar, or by days that are worked.

    unit           of the period        ends
    hours          PT48H                so much time later
    days           P3D, P6M, P1Y        at the same time of day that many days, months or years later
    working-days   P3D                  with the third worked day after the day on which it began

A period of hours is elapsed time under every unit. A month without that day ends with its last: P1M from 31 January is
28 or 29 February. Where clocks change, a time of day that comes twice means the earlier, and one that is left out is
read by the offset before the change: P1D over it is 24 hours.
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from clawback.clock import parse_zone
from clawback.errors import LawError
from clawback.law.periods import Period
from clawback.law.words import UNKNOWN, Ends, Unit
from clawback.law.working_days import nth_worked_day

__all__ = ["Calendar", "end_of", "local_day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How a basis counts its periods.

    `country` (ISO 3166-1) and `subdivision` (ISO 3166-2) say whose working days; `zone` is an IANA name. Either may
    be `unknown`: then only periods that do not need it can be counted. `ends` says whether a period of days ends at the
    time of day at which it began, or with the end of its last day; working days always end with the last. (At the same
    time of day, a period begun on Saturday evening would end after one begun on Sunday morning.)
    """

    unit: Unit
    country: str
    zone: str
    ends: Ends
    subdivision: str | None = None

    def __post_init__(self) -> None:
        if self.unit == "working-days" and self.ends != "end-of-day":
            raise LawError("working days end with the last of them", remedy="write ends = 'end-of-day'")


def end_of(start: datetime, period: Period, by: Calendar) -> datetime:
    """The aware UTC instant at which a period that began at `start` is over.

    Raises LawError for a naive start, where the country or zone that it needs is unknown, for months of working
    days, for days under a basis that counts hours, and for an end after the year 9998.
    """
    if start.tzinfo is None:
        raise LawError(f"{start.isoformat()} has no time zone", remedy="give an aware time")
    try:
        if period.is_elapsed:
            return start.astimezone(UTC) + timedelta(minutes=period.minutes)
        local = start.astimezone(_zone(by))
        day = _last_day(local.date(), period, by)
        return _instant(day, local.time(), by)
    except OverflowError:
        raise LawError(f"{period} from {start.isoformat()} ends after the year 9998") from None


def local_day(at: datetime, zone: str) -> date:
    """The date that `at` falls on in `zone`; in UTC where the zone is unknown."""
    return at.astimezone(UTC if zone == UNKNOWN else parse_zone(zone)).date()


def _zone(by: Calendar) -> ZoneInfo:
    if by.zone == UNKNOWN:
        raise LawError("the time zone in which days are counted is unknown", field="zone")
    return parse_zone(by.zone)


def _last_day(day: date, period: Period, by: Calendar) -> date:
    if by.unit == "working-days":
        return _last_worked_day(day, period, by)
    if by.unit == "days":
        return _add_months(day, period.months) + timedelta(days=period.days)
    raise LawError(f"{period} is not a period of hours", remedy="write it as PT48H")


def _last_worked_day(day: date, period: Period, by: Calendar) -> date:
    if by.country == UNKNOWN:
        raise LawError("the country whose working days count is unknown", field="country")
    if period.months:
        raise LawError(f"{period} is not a number of working days", remedy="write it as P3D")
    return nth_worked_day(day, period.days, by.country, by.subdivision)


def _add_months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if year > 9998:
        raise OverflowError
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _instant(day: date, at: time, by: Calendar) -> datetime:
    if by.ends == "end-of-day":
        day, at = day + timedelta(days=1), time()
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), _zone(by)).astimezone(UTC)
