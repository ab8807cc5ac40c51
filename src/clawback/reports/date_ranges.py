"""Days from one to another, of which only the last or the first has its month: from 17 to 20 November, 11月3日至5日."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from clawback.reports.moments import Atom

__all__ = ["of_years", "widened"]

_REACH = 40
_LED = (
    r"(?P<led>(?<!\w)(?:from|between|del|de|entre|desde|dari|antara|từ|giữa|ตั้งแต่|ระหว่าง)[ ]"
    r"(?:the |el |o |dia |día |os dias |ngày |tanggal |tgl |วันที่[ ]?)?)?"
)
_DAY = r"(?<![0-9.,/:#-])(?P<d>[0-9]{1,2})(?:st|nd|rd|th|º|ª)?"
_UNTIL = r"-|~|to|till|until|through|al|hasta|até|ao|đến|tới|sampai|hingga|s/d|s\.d\.?|ถึง|se|से"
_ALSO = r"and|&|y|e|a|và|dan|และ|और|aur"
_BEFORE = re.compile(
    rf"{_LED}{_DAY}[ ]?(?:(?:{_UNTIL})|(?P<also>{_ALSO}))[ ]?"
    r"(?:the |el |dia |día |ngày |tanggal |tgl |วันที่[ ]?)?$"
)
_AFTER = re.compile(r"[ ]?(?:から|부터|至|到|-|~)[ ]?(?P<d>[0-9]{1,2})(?:日|号|號|일)(?:까지|まで)?")


def widened(atoms: Iterable[Atom], text: str) -> Iterator[Atom]:
    """The pieces; a day that ends or begins such a range is the range."""
    for atom in atoms:
        yield (_from_before(atom, text) or _to_after(atom, text) or atom) if _is_one(atom, text) else atom


def of_years(atoms: list[Atom], joined: Callable[[int, int], bool]) -> Iterator[Atom]:
    """The pieces; a month or day beside a year is that year's: 去年3月, in March last year."""
    left: Atom | None = None
    for atom in atoms:
        both = _in_year(left, atom) if left is not None and joined(left.end, atom.start) else None
        if left is not None and both is None:
            yield left
        left = both or atom
    if left is not None:
        yield left


def _in_year(left: Atom, right: Atom) -> Atom | None:
    of_year, other = (left, right) if left.is_year else (right, left)
    if not of_year.is_year or other.is_year or other.first is None or other.after is None or other.weekday:
        return None
    if other.part is not None or of_year.first is None:
        return None
    try:
        first = other.first.replace(year=of_year.first.year)
    except ValueError:
        return None
    return replace(
        other, start=left.start, end=right.end, first=first, after=first + (other.after - other.first)
    )


def _is_one(atom: Atom, text: str) -> bool:
    return atom.is_day and not atom.weekday and text[atom.start].isdigit()


def _from_before(atom: Atom, text: str) -> Atom | None:
    left = max(atom.start - _REACH, 0)
    match = _BEFORE.search(text, left, atom.start)
    if match is None or (match["also"] and not match["led"]):
        return None
    first = _same_month(atom, int(match["d"]))
    if first is None or atom.first is None or first >= atom.first:
        return None
    return replace(atom, start=match.start(), first=first)


def _to_after(atom: Atom, text: str) -> Atom | None:
    match = _AFTER.match(text, atom.end)
    last = _same_month(atom, int(match["d"])) if match else None
    if match is None or last is None or atom.first is None or last <= atom.first:
        return None
    return replace(atom, end=match.end(), after=last + timedelta(days=1))


def _same_month(atom: Atom, of_day: int) -> date | None:
    try:
        return atom.first.replace(day=of_day) if atom.first else None
    except ValueError:
        return None
