"""Parts from which times are put together, and the vocabulary of a language, compiled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

from clawback.identifiers.words import either as whole_words
from clawback.identifiers.words import listed, plainer, table

__all__ = ["Atom", "Lexicon", "day", "either", "lexicon", "month", "year"]


V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a time at `start` to `end` of the folded text: days, a part of the day, or a time on the clock."""

    kind: str  # "date", "part", "clock"
    start: int
    end: int
    first: date | None = None
    after: date | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    weekday: bool = False
    """Named by its weekday: a date beside it says the day."""
    shift: int | None = None
    """So many days after the day that was said before; the date is not known by itself."""
    told: bool = False
    """Told from the day on which it was written: today, yesterday evening."""
    of_month: int | None = None
    """This day of the month that was said before: 同月22日."""

    @property
    def is_day(self) -> bool:
        """One day, on which an hour can be said."""
        return self.is_then or (self.first is not None and self.after == self.first + timedelta(days=1))

    @property
    def is_then(self) -> bool:
        """Told from the day that was said before."""
        return self.shift is not None or self.of_month is not None

    def from_day(self, said: date) -> date | None:
        """The day it is, where that day was `said` before; None for one that its month has not."""
        if self.of_month is not None:
            last = month(said)[1] - timedelta(days=1)
            return said.replace(day=self.of_month) if 0 < self.of_month <= last.day else None
        return (self.first or said) + timedelta(days=self.shift or 0)

    @property
    def is_year(self) -> bool:
        """A whole year."""
        return self.first is not None and (self.first, self.after) == year(self.first.year)


def day(first: date) -> tuple[date, date]:
    """That day, and the next."""
    return first, first + timedelta(days=1)


def month(of: date) -> tuple[date, date]:
    """Its month."""
    first = of.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def year(number: int) -> tuple[date, date]:
    """That year."""
    return date(number, 1, 1), date(number + 1, 1, 1)


def either(words: list[str]) -> str:
    """A pattern of the words; one that ends in a figure is not met before another figure: tháng 1 in tháng 12."""
    figured = [word for word in words if word[-1].isdigit()]
    plain = whole_words(word for word in words if not word[-1].isdigit())
    return f"(?:{whole_words(figured)})(?![0-9])|{plain}" if figured else plain


def _with_plainer(words: dict[str, V]) -> dict[str, V]:
    """The words, and each as it is typed without accents."""
    bare = {plain: value for word, value in words.items() if (plain := plainer(word))}
    return {**bare, **words}


@dataclass(frozen=True)
class Lexicon:
    """A language's words for times."""

    language: str
    data: dict[str, Any]

    def values(self, name: str) -> dict[str, str]:
        """word -> what it means, of a field of `word meaning|...`; forms after a slash mean the same."""
        found = {}
        for entry in listed(self.data.get(name, "")):
            words, _, value = entry.rpartition(" ")
            found.update(dict.fromkeys((each.strip() for each in words.split("/")), value))
        return _with_plainer(found)

    def order(self, name: str) -> dict[str, int]:
        """word -> place from 1, of a field listed in order."""
        entries = listed(self.data.get(name, ""))
        return _with_plainer(
            {word.strip(): place for place, entry in enumerate(entries, 1) for word in entry.split("/")}
        )

    def words(self, name: str) -> list[str]:
        """The words of a field."""
        return list(_with_plainer(dict.fromkeys(listed(self.data.get(name, "")))))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; English for one that has none."""
    data = table("times", "clawback.reports")
    return Lexicon(language, data.get(language, data["en"]))
