"""Times said in a report, as ranges: a minute, an hour, a part of a day, a day, a week, a month, a year.

Relative ones count from when the report was received. A weekday is the last one gone by unless the text says
otherwise; a time without a date takes the date said before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from clawback.identifiers.view import View
from clawback.identifiers.words import table
from clawback.reports.clocks import clocks
from clawback.reports.date_ranges import of_years, widened
from clawback.reports.dates import dates_in_figures
from clawback.reports.dates_in_words import dates_in_words
from clawback.reports.moments import Atom, either, lexicon
from clawback.reports.stamps import moved, stamps

__all__ = ["FoundTime", "find_times", "zone_of"]

_PARTS = {"n": 0, "m": 6, "a": 12, "p": 12, "e": 18}
"""When a part begins; `p` is an afternoon that lasts until midnight beside an hour, as 下午 and 오후 do."""
_GAP = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTime:
    """A time from `begins` until just before `ends`, aware, at characters `start` to `end` of the text as given.

    `day` is the day it was said on, for a time without one that follows; None for a longer range.
    """

    begins: datetime
    ends: datetime
    text: str
    start: int
    end: int
    day: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it: `from` and `to` with the offset of the country's zone."""
        return {
            "from": self.begins.isoformat(),
            "to": self.ends.isoformat(),
            "text": self.text,
            "start": self.start,
            "end": self.end,
        }


def zone_of(country: str | None) -> tzinfo:
    """The country's main zone; UTC where it is not known."""
    name = table("times", "clawback.reports")["zones"].get(country or "")
    return ZoneInfo(name) if name else UTC


def find_times(
    view: View, language: str, country: str | None, received: datetime, said: date | None = None
) -> Iterator[FoundTime]:
    """The times in order; `said` is the day that was said before the text begins."""
    zone = zone_of(country)
    today = received.astimezone(zone).date()
    before: datetime | None = None
    groups = list(_groups(_atoms(view, language, country, today), view.lower, language))
    lines, written, line = stamps(groups, view.lower), None, 0
    for group in groups:
        stamped = group[0].start in lines
        if stamped:
            said, line = written or said, lines[group[0].start]
        elif written is not None and group[0].start < line:
            group = moved(group, written - today)
        if said is None and _is_of_no_day(group):
            continue
        found = _range(group, said or today)
        if found is None:
            continue
        of_day, begins, ends = found
        if before is not None and before.date() < today and _past_midnight(group, before, begins):
            tomorrow = timedelta(days=1)
            of_day, begins, ends = of_day and of_day + tomorrow, begins + tomorrow, ends + tomorrow
        said, before, written = of_day or said, begins, of_day if stamped else written
        start, end = view.span(group[0].start, group[-1].end)
        yield FoundTime(
            begins=begins.replace(tzinfo=zone),
            ends=ends.replace(tzinfo=zone),
            text=view.given[start:end],
            start=start,
            end=end,
            day=of_day,
        )


def _atoms(view: View, language: str, country: str | None, today: date) -> list[Atom]:
    """Pieces that do not overlap; of two that do the longer, of equals the date."""
    found = [
        *widened(dates_in_figures(view.lower, country, language, today), view.lower),
        *widened(dates_in_words(view.lower, view.plain, language, today), view.lower),
        *clocks(view.lower, language),
    ]
    kept: list[Atom] = []
    for atom in sorted(found, key=lambda each: (each.start, each.start - each.end, each.kind != "date")):
        if kept and atom.start < kept[-1].end:
            if atom.end - atom.start > kept[-1].end - kept[-1].start:
                kept[-1] = atom
            continue
        kept.append(atom)
    return list(of_years(kept, lambda left, right: _joined(view.lower[left:right], language)))


def _groups(atoms: list[Atom], text: str, language: str) -> Iterator[list[Atom]]:
    """Pieces that stand together: at most one of a kind, nothing but small words between."""
    group: list[Atom] = []
    for atom in atoms:
        if group and (
            (atom.kind in {each.kind for each in group} and not _names_again(group, atom))
            or not _joined(text[group[-1].end : atom.start], language)
        ):
            yield group
            group = []
        group.append(atom)
    if group:
        yield group


def _names_again(group: list[Atom], atom: Atom) -> bool:
    """Whether a day is said twice, once by its weekday: Friday the 13th."""
    dates = [each for each in group if each.kind == "date"]
    return (
        atom.kind == "date"
        and len(dates) == 1
        and dates[0].weekday != atom.weekday
        and dates[0].is_day
        and atom.is_day
    )


def _joined(gap: str, language: str) -> bool:
    return len(gap) <= _GAP and _joins(language).fullmatch(gap) is not None


@cache
def _joins(language: str) -> re.Pattern[str]:
    words = [each for each in lexicon(language).words("joins") if each.isalpha() or " " in each]
    raw = [each for each in lexicon(language).words("joins") if each not in words]
    return re.compile(
        rf"(?:\s|,|[(（]|(?<=[ ])[-–](?=[ ])|{either(words)}{''.join('|' + each for each in raw)})*+"
    )


def _range(group: list[Atom], said: date) -> tuple[date | None, datetime, datetime] | None:
    """The day it is on, and the naive range; None for a part of a day by itself."""
    dates = sorted((each for each in group if each.kind == "date"), key=_less_said)
    clock = next((each for each in group if each.kind == "clock"), None)
    part = next((each.part for each in group if each.part in _PARTS and each.kind != "clock"), None)
    if not dates and clock is None:
        return None
    if dates and not dates[0].is_day:
        first, after = dates[0].first, dates[0].after
        return None if first is None or after is None else (None, _midnight(first), _midnight(after))
    of_day = dates[0].from_day(said) if dates else said
    if of_day is None:
        return None
    if clock is not None:
        begins = _at(of_day, clock, part)
        return of_day, begins, begins + (timedelta(hours=1) if clock.minute is None else timedelta(minutes=1))
    if part is not None:
        begins = _midnight(of_day) + timedelta(hours=_PARTS[part])
        return of_day, begins, begins + timedelta(hours=6)
    return of_day, _midnight(of_day), _midnight(of_day) + timedelta(days=1)


def _is_of_no_day(group: list[Atom]) -> bool:
    """Whether it is told from a day that nobody has said: that night, the next day. The same day at nine is today."""
    clock = any(each.kind == "clock" for each in group)
    return any(each.is_then and (each.shift != 0 or not clock) for each in group)


def _past_midnight(group: list[Atom], before: datetime, begins: datetime) -> bool:
    """Whether a time without a date goes on from an evening: at eleven he rang, at twenty past midnight again."""
    return (
        all(each.kind != "date" for each in group)
        and before.hour >= 18
        and begins.hour < 5
        and begins.date() == before.date()
    )


def _less_said(each: Atom) -> tuple[bool, bool, bool]:
    """A date before a weekday, and that before what is told from another day or is only a part of today."""
    return each.is_then, each.part is not None and not each.weekday, each.weekday


def _midnight(of_day: date) -> datetime:
    return datetime(of_day.year, of_day.month, of_day.day)  # noqa: DTZ001 - the zone is set where the range is made


def _at(of_day: date, clock: Atom, part: str | None) -> datetime:
    """Twelve hours are added after noon; one at night in the evening is the next day's."""
    hour, days = clock.hour or 0, 0
    if clock.part is None:
        if (
            (part == "a" and 1 <= hour < 8)
            or (part == "p" and 1 <= hour < 12)
            or (part == "e" and 5 <= hour < 12)
        ):
            hour += 12
        elif (part == "e" and hour < 5) or (part == "e" and hour == 12):
            hour, days = hour % 12, 1
        elif part == "n" and hour == 12:
            hour = 0
    return _midnight(of_day) + timedelta(days=days, hours=hour, minutes=clock.minute or 0)
