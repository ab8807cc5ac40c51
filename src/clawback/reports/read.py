"""The verb: facts out of a report's text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
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
from clawback.reports.language import language_of
from clawback.reports.times import FoundTime, find_times

__all__ = ["MOST", "masked_text", "read_report"]

MOST = 30_000
"""Characters of a text that are read; `Facts.read_to` says where reading stopped."""


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def read_report(text: str, country: str | None = None, received: datetime | None = None) -> Facts:
    """Identifiers, amounts, times and the likely kinds of scam that a report's text names.

    `country` (ISO 3166, two letters) is the report's: it decides national telephone numbers, bare currencies and the
    order of day and month; without it the language's country does. `received`, aware, is when the report came: relative
    times count from it; without it from now. Nothing is sent anywhere. Raises TimeError for a naive time.
    """
    if received is not None and received.tzinfo is None:
        raise TimeError(
            "the time of receipt has no time zone", field="received", remedy="write it with an offset"
        )
    read = _read(text, country, received)
    return Facts(
        language=read.language,
        identifiers=tuple(read.identifiers),
        amounts=tuple(read.amounts),
        times=tuple(read.times),
        scam_types=kinds_of(_masked(read)),
        read_to=len(read.view.given),
    )


def masked_text(text: str, country: str | None, received: datetime) -> str:
    """The folded text in lower case, blank where it names somebody: what the model of kinds is shown."""
    return _masked(_read(text, country, received))


@dataclass(frozen=True)
class _Read:
    view: View
    language: str
    identifiers: list[Identifier]
    amounts: list[FoundAmount]
    times: list[FoundTime]


def _read(text: str, country: str | None, received: datetime | None) -> _Read:
    view = View(text[:MOST])
    language = language_of(view, country)
    where = home(language.code, language.script, country)
    amounts = list(find_amounts(view, language.code, language.script, where))
    times = list(find_times(view, language.code, where, received or now()))
    times = _clear(times, [each for each in amounts if each.certain])
    amounts = _clear(amounts, times)
    identifiers = finding.find(Reading(view, language.code, where, _taken(view, amounts, times)))
    return _Read(view, language.code, identifiers, _clear(amounts, identifiers), _clear(times, identifiers))


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
