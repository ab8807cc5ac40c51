"""Runs of digits: written, grouped, or spelled out in any of the languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from clawback.identifiers.view import View
from clawback.identifiers.words import either, listed, table

__all__ = ["Run", "runs"]

_MOST = 1000
"""Runs that are looked at in one text; a text with more is no report."""

_WRITTEN = re.compile(r"(?<![A-Za-z0-9_.,$€£¥₹#])[+]?[(]?[0-9](?:[ .()\-ー―]{0,3}[0-9])*+")
_GLUED = re.compile(r"[A-Za-z_]|[.,][0-9]")
"""What follows a run whose last group belongs to something else."""


@dataclass(frozen=True, slots=True)
class Run:
    """`digits` as they stand at `start` to `end` of the folded text."""

    digits: str
    start: int
    end: int
    text: str
    plus: bool = False
    spelled: bool = False

    @property
    def grouped(self) -> bool:
        """Written in groups, as telephone and card numbers are."""
        return bool(re.search(r"[0-9][ .()\-]+[0-9]", self.text))


def runs(view: View) -> list[Run]:
    """Every run of three digits or more, in order; of two that overlap the longer."""
    found = sorted(
        [*_written(view.plain), *_spelled(view.lower)], key=lambda run: (run.start, -len(run.digits))
    )
    kept: list[Run] = []
    for run in found:
        if kept and run.start < kept[-1].end:
            if len(run.digits) > len(kept[-1].digits):
                kept[-1] = run
            continue
        kept.append(run)
    return kept[:_MOST]


def _written(text: str) -> Iterator[Run]:
    for match in _WRITTEN.finditer(text):
        found = match[0]
        if _GLUED.match(text, match.end()):
            found = re.sub(r"[ .()\-]*[0-9]+$", "", found)
        for start, end in _split(found, match.start()):
            digits = re.sub("[^0-9]", "", text[start:end])
            if len(digits) >= 3:
                yield Run(digits, start, end, text[start:end], plus=text[start] == "+")


def _split(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """A run of more than 30 digits, or one that takes a new start at `+`, `(` or a sentence's end, is several."""
    start = 0
    for match in re.finditer(r"[0-9)](?:[.)] +|  +|\) +)(?=[(0-9])", text):
        before = re.sub("[^0-9]", "", text[start : match.start() + 1])
        if text[match.start() : match.end()].startswith(")") or len(before) < 7:
            continue
        yield offset + start, offset + match.start() + 1
        start = match.end()
    yield offset + start, offset + len(text)


def _pairs(data: dict[str, dict[str, str]]) -> dict[str, str]:
    """Words of two digits: doce, treinta y cuatro, oitenta."""
    found: dict[str, str] = {}
    for each in data.values():
        tens, ones = ([word.rsplit(" ", 1) for word in listed(each[name])] for name in ("tens", "ones"))
        found |= dict(entry.rsplit(" ", 1) for entry in listed(each["numbers"]))
        found |= {ten: f"{first}0" for ten, first in tens}
        found |= {f"{ten}{each['and']}{one}": first + last for ten, first in tens for one, last in ones}
    return found


@cache
def _spelling(paired: bool) -> tuple[re.Pattern[str], dict[str, str], dict[str, int]]:
    """The pattern of one sign or word, and what each means."""
    data = table("digits")
    pairs = [each.rsplit(" ", 1) for each in listed("|".join([*data["words"].values(), data["signs"]]))]
    values = {
        **(_pairs(data["pairs"]) if paired else {}),
        **dict(reversed([(word, digit) for word, digit in pairs])),
    }
    times = {word: int(count) for word, count in (each.rsplit(" ", 1) for each in listed(data["times"]))}
    return re.compile(rf"(?:{either([*values, *times])}|[0-9])"), values, times


_PAIRED = re.compile("[ei]nta(?![a-z])|veint|vinte")
"""A word for tens of Spanish or Portuguese: without one no telephone is told by pairs."""
_FEWEST = 5
"""Digits of a number that are spelled at least."""
_BETWEEN = re.compile(r"[ ,.\-、の]{0,3}")


@cache
def _tongues() -> dict[str, frozenset[str]]:
    """The languages of each word that is a digit; signs are everybody's."""
    data, found = table("digits"), dict[str, set[str]]()
    for language, words in data["words"].items():
        pairs = _pairs({language: data["pairs"][language]}) if language in data["pairs"] else {}
        for word in (*(each.rsplit(" ", 1)[0] for each in listed(words)), *pairs):
            found.setdefault(word, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


def _spelled(text: str) -> Iterator[Run]:
    """Seven or more digits spelled in a row in one language, at most a few marks between, written ones among them."""
    sign, values, times = _spelling(_PAIRED.search(text) is not None)
    if sum(len(values.get(each, "")) for each in sign.findall(text)) < _FEWEST:
        return
    place, length = 0, len(text)
    digits, start, end, spelled, many, tongue = "", 0, 0, 0, 1, frozenset[str]()
    while place < length:
        match = sign.match(text, place) if digits else sign.search(text, place)
        own = _tongues().get(match[0], tongue) if match is not None else tongue
        if match is not None and digits and spelled <= 2 and tongue and own and not tongue & own:
            digits, spelled, many = (
                "",
                0,
                1,
            )  # "do" is two in Hindi, but "of the" before a number in Portuguese
        tongue = own if not digits else tongue & own or own
        if match is not None:
            if not digits:
                start = match.start()
            if match[0] in times:
                many, digits = times[match[0]], digits or "\0"
            else:
                digit = values.get(match[0], match[0])
                spelled += len(digit) if match[0] in values else 0
                digits, many, end = digits.strip("\0") + digit * many, 1, match.end()
            gap = _BETWEEN.match(text, match.end())
            place = gap.end() if gap else match.end()
            if place < length:
                continue
        if spelled >= _FEWEST and len(digits) >= 7 and end > start:
            yield Run(digits.strip("\0"), start, end, text[start:end], spelled=True)
        if match is None and not digits:
            return
        digits, spelled, many = "", 0, 1
