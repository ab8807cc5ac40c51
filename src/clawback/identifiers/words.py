"""Vocabulary from the TOML files: phrases that say a kind, found near a number or name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from clawback.identifiers.view import View

__all__ = ["Phrases", "listed", "table"]

_LATIN = "a-z\u00c0-\u024f\u1e00-\u1eff"
_DEVANAGARI = "\u0900-\u0963\u0966-\u097f"
_THAI_MARKS = "\u0e30-\u0e3a\u0e45-\u0e4e"


@cache
def table(name: str, package: str = "clawback.identifiers") -> dict[str, Any]:
    """The TOML file of that name."""
    return tomllib.loads(files(package).joinpath(f"{name}.toml").read_text("utf-8"))


def listed(text: str) -> list[str]:
    """The phrases of `a|b|c`, folded as texts are."""
    return [View(each.strip()).lower for each in text.split("|") if each.strip()]


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase that was found, with what it says."""

    means: tuple[str, ...]
    start: int
    end: int


class Phrases:
    """Phrases with what each means. A phrase of letters is met as whole words only.

    Phrases are looked up by their first two characters, so that a text costs the same with ten of them or thousands.
    """

    def __init__(self, meanings: Mapping[str, Iterable[str]]) -> None:
        means: dict[str, tuple[str, ...]] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                if meaning not in means.get(phrase, ()):
                    means[phrase] = (*means.get(phrase, ()), meaning)
        self._by: dict[str, list[tuple[str, re.Pattern[str], tuple[str, ...]]]] = {}
        for phrase in sorted(means, key=len, reverse=True):
            self._by.setdefault(phrase[:2], []).append((phrase, re.compile(bounded(phrase)), means[phrase]))

    def within(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Said]:
        """Every phrase in `text[start:end]`, from left to right, the longest where several begin."""
        place, stop, by = start, len(text) if end is None else min(end, len(text)), self._by
        while place < stop:
            found = None
            for key in (text[place : place + 2], text[place]):
                for phrase, pattern, means in by.get(key, ()):
                    if len(phrase) + place <= stop and text.startswith(phrase, place) and pattern.match(text, place):
                        found = Said(means, place, place + len(phrase))
                        break
                if found is not None:
                    break
            if found is not None:
                yield found
            place = place + 1 if found is None else found.end


def bounded(phrase: str) -> str:
    """A pattern for the phrase, as whole words where its script writes words apart."""
    before = after = ""
    for script in (_LATIN, _DEVANAGARI):
        if re.match(f"[{script}]", phrase):
            before = f"(?<![{script}])"
        if re.search(f"[{script}]$", phrase):
            after = f"(?![{script}])"
    if re.fullmatch("[\uac00-\ud7a3]", phrase):
        before, after = "(?<![\uac00-\ud7a3])", r"(?=\s)"
    if re.search("[\u0e00-\u0e7f]$", phrase):
        after = f"(?![{_THAI_MARKS}])"
    return before + re.escape(phrase) + after
