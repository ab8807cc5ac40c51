"""Which days are worked in a country, by its public holidays.

The holidays are those of the PyPI package `holidays`, loaded only when working days are counted. Days that are
announced year by year (moved rest days in China, days by the moon) are estimates until then, so the end of a period
of working days more than a year ahead may still move.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from clawback.errors import LawError

__all__ = ["is_worked", "nth_worked_day"]


def is_worked(day: date, country: str, subdivision: str | None = None) -> bool:
    """True if `day` is worked in `country` (ISO 3166-1), or in its `subdivision` (ISO 3166-2). Raises LawError."""
    return day in _worked(country, subdivision, day.year)


def nth_worked_day(day: date, count: int, country: str, subdivision: str | None = None) -> date:
    """The `count`-th worked day after `day`; `day` itself is not counted. Raises LawError beyond the year 9998."""
    for _ in range(count):
        day = _next(day)
        while not is_worked(day, country, subdivision):
            day = _next(day)
    return day


def _next(day: date) -> date:
    if day.year > 9998:
        raise LawError("the period ends after the year 9998")
    return day + timedelta(days=1)


@lru_cache(maxsize=64)
def _worked(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """A set that no other thread is still filling: the package's own tables grow while they are read."""
    import holidays

    try:
        known = holidays.country_holidays(country, subdiv=subdivision, years=year, expand=False)
    except NotImplementedError:
        place = f"{country}-{subdivision}" if subdivision else country
        raise LawError(
            f"the public holidays of {place} are not known",
            remedy="name a country by two letters (ISO 3166-1), its part as in ISO 3166-2",
        ) from None
    first = date(year, 1, 1).toordinal()
    days = (date.fromordinal(ordinal) for ordinal in range(first, date(year, 12, 31).toordinal() + 1))
    return frozenset(day for day in days if known.is_working_day(day))
