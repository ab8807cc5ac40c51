"""A second way to find the end of a period: every day is stepped over, every offset tried."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

from clawback.law import Calendar, Period

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
OFFSETS = [timedelta(minutes=15 * count) for count in range(14 * 4, -12 * 4 - 1, -1)]


def end(start: datetime, period: Period, by: Calendar) -> datetime:
    if period.minutes:
        return datetime.fromtimestamp(0, UTC) + (
            (start - datetime.fromtimestamp(0, UTC)) + period.minutes * MINUTE
        )
    zone = ZoneInfo(by.zone)
    local = start.astimezone(zone).replace(tzinfo=None, fold=0)
    day = last_day(local.date(), period, by)
    wall = datetime.combine(day, local.time())
    if by.ends == "end-of-day":
        wall = datetime.combine(day, time.max) + timedelta(microseconds=1)
    return instant(wall, zone)


MINUTE = timedelta(minutes=1)


def last_day(day: date, period: Period, by: Calendar) -> date:
    if by.unit == "working-days":
        known = holidays.country_holidays(by.country, subdiv=by.subdivision)
        return date.fromordinal(known.get_nth_working_day(day, period.days).toordinal())
    wanted = day.day
    for _ in range(period.months):
        year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
        day = date(year, month, min(wanted, length(year, month)))
    for _ in range(period.days):
        day += timedelta(days=1)
    return day


def length(year: int, month: int) -> int:
    leap = year % 400 == 0 or (year % 4 == 0 and year % 100 != 0)
    return LENGTHS[month - 1] + (1 if leap and month == 2 else 0)


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant at which the clocks of a zone show `wall`; a day after they showed it, if they never do."""
    for offset in OFFSETS:
        tried = (wall - offset).replace(tzinfo=UTC)
        if tried.astimezone(zone).replace(tzinfo=None, fold=0) == wall:
            return tried
    return instant(wall - timedelta(days=1), zone) + timedelta(days=1)
