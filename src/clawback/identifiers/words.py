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
_DEVANAGARI = "\u0900-\u097f"
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
    """Phrases with what each means. A phrase of letters is met as whole words only."""

    def __init__(self, meanings: Mapping[str, Iterable[str]]) -> None:
        self._means: dict[str, tuple[str, ...]] = {}
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                if meaning not in self._means.get(phrase, ()):
                    self._means[phrase] = (*self._means.get(phrase, ()), meaning)
        ordered = sorted(self._means, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(bounded, ordered)) or r"(?!)")

    def means(self, phrase: str) -> tuple[str, ...]:
        """What the phrase means; nothing for one that is not here."""
        return self._means.get(phrase, ())

    def within(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Said]:
        """Every phrase in `text[start:end]`, from left to right, the longest where several begin."""
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            yield Said(self._means[match[0]], match.start(), match.end())


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
