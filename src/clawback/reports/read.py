"""The verb: facts out of a report's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol, TypeVar

from clawback.clock import now
from clawback.errors import TimeError
from clawback.identifiers import finding
from clawback.identifiers.found import Identifier
from clawback.identifiers.places import home
from clawback.identifiers.reading import Reading
from clawback.identifiers.view import View
from clawback.reports.amounts import FoundAmount, find_amounts
from clawback.reports.facts import Facts
from clawback.reports.kinds import kinds_of
from clawback.reports.language import Language, language_of
from clawback.reports.portions import MOST, Portion, portions, says_again
from clawback.reports.times import FoundTime, find_times

__all__ = ["MOST", "masked_text", "read_report"]

_ENOUGH = 3_000
"""Identifiers and amounts after which no further portion is read: a text with more is no report, and nobody confirms
them."""


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)
F = TypeVar("F", Identifier, FoundAmount, FoundTime)


def read_report(text: str, country: str | None = None, received: datetime | None = None) -> Facts:
    """Identifiers, amounts, times and the likely kinds of scam that a report's text names.

    `country` (ISO 3166, two letters) is the report's: it decides national telephone numbers, bare currencies and the
    order of day and month; without it the language's country does. `received`, aware, is when the report came: relative
    times count from it; without it from now. Nothing is sent anywhere. Raises TimeError for a naive time.

    A long text is read in portions, up to a million characters and some 3,000 facts, in time in step with its length;
    a portion that is one piece over and over is passed over. Language and kind are those of the first 30,000.
    """
    if received is not None and received.tzinfo is None:
        raise TimeError(
            "the time of receipt has no time zone", field="received", remedy="write it with an offset"
        )
    view = View(text[: next(portions(len(text))).end])
    language = language_of(view, country)
    found, read_to, kinds = _Found([], [], []), 0, None
    for portion in portions(min(len(text), MOST)):
        read_to = portion.last
        if portion.first:
            own = text[portion.start : portion.end]
            if says_again(own):
                continue
            view = View(own)
        read = _read(view, language, country, received or now(), found.day_said(portion.start))
        kinds = kinds or kinds_of(_masked(read))
        found.add(read, portion)
        if len(found.identifiers) + len(found.amounts) >= _ENOUGH:
            break
    return Facts(
        language=language.code,
        identifiers=tuple(found.identifiers),
        amounts=tuple(found.amounts),
        times=tuple(found.times),
        scam_types=kinds or (),
        read_to=read_to,
    )


def masked_text(text: str, country: str | None, received: datetime) -> str:
    """The folded text in lower case, blank where it names somebody: what the model of kinds is shown."""
    view = View(text[: next(portions(len(text))).end])
    return _masked(_read(view, language_of(view, country), country, received, None))


@dataclass(frozen=True)
class _Read:
    view: View
    identifiers: list[Identifier]
    amounts: list[FoundAmount]
    times: list[FoundTime]


@dataclass(frozen=True)
class _Found:
    """What was found so far, at its places in the whole text."""

    identifiers: list[Identifier]
    amounts: list[FoundAmount]
    times: list[FoundTime]

    def day_said(self, before: int) -> date | None:
        """The day that a time without one is on, by what was found before that place."""
        for each in reversed(self.times):
            if each.start < before and each.day is not None:
                return each.day
        return None

    def add(self, read: _Read, portion: Portion) -> None:
        """What begins in the portion's own part, and not within what began before it."""
        lasts = (each[-1].end for each in (self.identifiers, self.amounts, self.times) if each)
        first = max([portion.first, *lasts])
        self.identifiers.extend(_moved(read.identifiers, portion, first))
        self.amounts.extend(_moved(read.amounts, portion, first))
        self.times.extend(_moved(read.times, portion, first))


def _moved(found: Iterable[F], portion: Portion, first: int) -> Iterator[F]:
    for each in found:
        start, end = each.start + portion.start, each.end + portion.start
        if first <= start < portion.last:
            yield replace(each, start=start, end=end) if portion.start else each


def _read(
    view: View, language: Language, country: str | None, received: datetime, said: date | None
) -> _Read:
    where = home(language.code, language.script, country)
    amounts = list(find_amounts(view, language.code, language.script, where))
    times = list(find_times(view, language.code, where, received, said))
    times = _clear(times, [each for each in amounts if each.certain])
    amounts = _clear(amounts, times)
    identifiers = finding.find(Reading(view, language.code, where, _taken(view, amounts, times)))
    return _Read(view, identifiers, _clear(amounts, identifiers), _clear(times, identifiers))


def _clear(found: list[P], stronger: Iterable[_Placed]) -> list[P]:
    """Those that share no character with a stronger reading."""
    spans = sorted((each.start, each.end) for each in stronger)
    kept: list[P] = []
    place = 0
    for each in sorted(found, key=lambda one: one.start):
        while place < len(spans) and spans[place][1] <= each.start:
            place += 1
        if place == len(spans) or spans[place][0] >= each.end:
            kept.append(each)
    return kept


def _placed(*each: _Placed) -> tuple[_Placed, ...]:
    return each


def _taken(view: View, amounts: list[FoundAmount], times: list[FoundTime]) -> tuple[tuple[int, int], ...]:
    """Places in the folded text at which no run of digits is an identifier: money by its sign or word, and times."""
    sure = [each for each in amounts if each.certain]
    whole = [each for each in times if re.search("[^0-9./-]", each.text) or len(each.text) >= 8]
    return tuple(sorted(view.folded(each.start, each.end) for each in _placed(*sure, *whole)))


def _masked(read: _Read) -> str:
    """Blanks where facts stand, but for the names of programs."""
    chars = list(read.view.lower)
    shown = (one for one in read.identifiers if one.kind != "app")
    for each in _placed(*shown, *read.amounts, *read.times):
        start, end = read.view.folded(each.start, each.end)
        chars[start:end] = " " * (end - start)
    return "".join(chars)
