"""Vocabulary from the TOML files: phrases that say a kind, found near a number or name."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from clawback.identifiers.view import View

__all__ = ["Phrases", "either", "listed", "plainer", "table"]

_LATIN = "a-z\u00c0-\u024f\u1e00-\u1eff"
_DEVANAGARI = "\u0900-\u0963\u0966-\u097f"
_THAI_MARKS = "\u0e30-\u0e3a\u0e45-\u0e4e"
_KEY = 4


@cache
def table(name: str, package: str = "clawback.identifiers") -> dict[str, Any]:
    """The TOML file of that name."""
    return tomllib.loads(files(package).joinpath(f"{name}.toml").read_text("utf-8"))


def plainer(phrase: str) -> str | None:
    """The phrase as hurried people type it, without accents: "ontem a noite". None where that is the same, or too short
    to be told from another word."""
    bare = "".join(char for char in unicodedata.normalize("NFD", phrase) if not unicodedata.combining(char))
    bare = bare.replace("đ", "d")
    return bare if bare != phrase and bare.isascii() and len(bare) >= (5 if " " in bare else 6) else None


def listed(text: str) -> list[str]:
    """The phrases of `a|b|c`, folded as texts are."""
    return [each.strip() for each in View(text).lower.split("|") if each.strip()]


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase that was found, with what it says."""

    means: tuple[str, ...]
    start: int
    end: int


class Phrases:
    """Phrases with what each means. A phrase of letters is met as whole words only; with * at its end as a stem.

    Phrases are looked up by their first four characters, so that a text costs the same with ten of them or thousands.
    """

    def __init__(self, meanings: Mapping[str, Collection[str]]) -> None:
        means: dict[str, tuple[str, ...]] = {}
        self._stems: set[str] = set()
        for meaning, phrases in meanings.items():
            bare = [plain for phrase in phrases if (plain := plainer(phrase))]
            self._stems |= {phrase[:-1] for phrase in (*phrases, *bare) if phrase.endswith("*")}
            for phrase in (each.rstrip("*") for each in (*phrases, *bare)):
                if meaning not in means.get(phrase, ()):
                    means[phrase] = (*means.get(phrase, ()), meaning)
        self._by: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for phrase in sorted(means, key=len, reverse=True):
            self._by.setdefault(phrase[:_KEY], []).append((phrase, means[phrase]))
        self._begins = _begins({phrase[0] for phrase in means})
        self._heads = {phrase[:2] for phrase in means}  # most places are passed over by them

    def within(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Said]:
        """Every phrase in `text[start:end]`, from left to right, the longest where several begin."""
        place, stop = start, len(text) if end is None else min(end, len(text))
        heads = self._heads
        for begin in self._begins.finditer(text, start, stop):
            at = begin.start()
            if at < place or (text[at : at + 2] not in heads and text[at] not in heads):
                continue
            found = self._at(text, at, stop)
            if found is not None:
                yield found
                place = found.end

    def _at(self, text: str, place: int, stop: int) -> Said | None:
        for length in range(_KEY, 0, -1):
            for phrase, means in self._by.get(text[place : place + length], ()):
                after = place + len(phrase)
                if (
                    after <= stop
                    and text.startswith(phrase, place)
                    and _whole(text, place, after, phrase in self._stems)
                ):
                    return Said(means, place, after)
        return None


def _begins(firsts: set[str]) -> re.Pattern[str]:
    """Where a phrase with one of these first letters may begin: not within a word where writers set words apart."""
    latin, devanagari = (
        {char for char in firsts if _script(char) == script} for script in ("latin", "devanagari")
    )
    either_of = (("latin", latin), ("devanagari", devanagari), ("", firsts - latin - devanagari))
    parts = [
        (f"(?<![{_BEFORE[script]}])" if script else "") + f"[{''.join(map(re.escape, sorted(chars)))}]"
        for script, chars in either_of
        if chars
    ]
    return re.compile("|".join(parts) or r"(?!)")


def _script(char: str) -> str:
    """The script of a letter whose writers set words apart, or of a sign that belongs to the one before; else ""."""
    if "a" <= char <= "z" or "\u00c0" <= char <= "\u024f" or "\u1e00" <= char <= "\u1eff":
        return "latin"
    if "\u0900" <= char <= "\u0963" or "\u0966" <= char <= "\u097f":
        return "devanagari"
    return "thai mark" if "\u0e30" <= char <= "\u0e3a" or "\u0e45" <= char <= "\u0e4e" else ""


def _whole(text: str, start: int, end: int, stem: bool) -> bool:
    """Whether `text[start:end]` is no part of a longer word, as `either` has it; a stem may be its beginning."""
    first, last = _script(text[start]), _script(text[end - 1])
    if first not in ("", "thai mark") and start and _script(text[start - 1]) == first:
        return False
    after = text[end] if end < len(text) and not stem else " "
    if last in ("latin", "devanagari") and _script(after) == last:
        return False
    if "\u0e00" <= text[end - 1] <= "\u0e7f" and _script(after) == "thai mark":
        return False
    if end - start == 1 and "\uac00" <= text[start] <= "\ud7a3":
        return after.isspace() and not (start and "\uac00" <= text[start - 1] <= "\ud7a3")
    return True


def either(words: Iterable[str]) -> str:
    """A pattern of any of the words, as whole words where their script writes words apart; never for none.

    It branches by the first letter, so that it is sought only where one of these stands; words that end alike share
    one test of what follows: a pattern of hundreds compiles in milliseconds.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        groups.setdefault(_edges(word), []).append(word)
    mixed_first = sorted(groups.items(), key=lambda group: group[0][0] == group[0][1])
    by_letter: dict[str, list[str]] = {}
    for (first, last), same in mixed_first:
        for letter in dict.fromkeys(word[0] for word in same):
            rests = "|".join(re.escape(word[1:]) for word in same if word[0] == letter)
            begins = by_letter.setdefault(letter, [_led(letter, first)])
            begins.append(f"(?:{rests}){_AFTER[last]}")
    return "|".join(f"{led}(?:{'|'.join(rests)})" for led, *rests in by_letter.values()) or r"(?!)"


def _led(letter: str, script: str) -> str:
    """The letter that begins a word, and after it the test that no letter of its script stands before it."""
    letter = re.escape(letter)
    return letter + (f"(?<![{_BEFORE[script]}]{letter})" if _BEFORE[script] else "")


def _edges(word: str) -> tuple[str, str]:
    first, last = _script(word[0]), _script(word[-1])
    if "\u0e00" <= word[-1] <= "\u0e7f":
        last = "thai"
    return first if first in _BEFORE else "", last if last in _AFTER else ""


_BEFORE = {"": "", "latin": _LATIN, "devanagari": _DEVANAGARI}
"""The letters that no word begins after."""
_AFTER = {
    "": "",
    "latin": f"(?![{_LATIN}])",
    "devanagari": f"(?![{_DEVANAGARI}])",
    "thai": f"(?![{_THAI_MARKS}])",
}
