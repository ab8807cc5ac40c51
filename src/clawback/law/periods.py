"""ISO 8601 periods: so many years, months and days of the calendar, or so many hours and minutes.

    P6M   P1Y   P3D   P2W   PT48H   PT30M      one kind in one period: P1DT12H is refused

A month or a year has no fixed length: where a period ends is for `calendar.py` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clawback.errors import LawError

__all__ = ["Period", "parse_period"]

_DATES = re.compile(r"P(?=.)(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?")
_TIMES = re.compile(r"PT(?=.)(?:([0-9]{1,6})H)?(?:([0-9]{1,7})M)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Longer than zero; either calendar parts (`months`, `days`) or elapsed `minutes`, never both.

    A year is 12 months, a week 7 days, an hour 60 minutes. `str()` gives the ISO 8601 text.
    """

    months: int = 0
    days: int = 0
    minutes: int = 0

    def __post_init__(self) -> None:
        if min(self.months, self.days, self.minutes) < 0 or not (self.months or self.days or self.minutes):
            raise LawError("a period is longer than zero")
        if self.minutes and (self.months or self.days):
            raise LawError("a period is of days or of hours, not of both", remedy="write P2D or PT48H")

    @property
    def is_elapsed(self) -> bool:
        """True for hours and minutes, which pass alike on every clock; False for days, months and years."""
        return self.minutes > 0

    def __str__(self) -> str:
        if self.is_elapsed:
            hours, minutes = divmod(self.minutes, 60)
            return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        years, months = divmod(self.months, 12)
        parts = ((years, "Y"), (months, "M"), (self.days, "D"))
        return "P" + "".join(f"{count}{unit}" for count, unit in parts if count)


def parse_period(text: str) -> Period:
    """The period of an ISO 8601 text such as `P6M` or `PT48H`. Raises LawError."""
    dates, times = _DATES.fullmatch(text), _TIMES.fullmatch(text)
    if dates:
        years, months, weeks, days = (int(part or 0) for part in dates.groups())
        return Period(months=12 * years + months, days=7 * weeks + days)
    if times:
        hours, minutes = (int(part or 0) for part in times.groups())
        return Period(minutes=60 * hours + minutes)
    raise LawError(
        f"{text!r} is not a period", remedy="write ISO 8601 of one kind, such as PT48H, P3D or P6M"
    )
