"""Reading a table of TOML strictly: every key is asked for by name, and what nobody asked for is refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar, get_args

from clawback.errors import LawError
from clawback.law.periods import Period, parse_period

Word = TypeVar("Word")


class Fields:
    """One table: `file` and `place` (`basis[2].hold`) say where it stands in every error.

    A key is taken once; `end()` refuses what is left.
    """

    def __init__(self, table: Any, file: str, place: str = "") -> None:
        self.file, self.place = file, place
        if not isinstance(table, dict):
            raise self.error(None, "is not a table", "write key = value pairs")
        self._left: dict[str, Any] = dict(table)

    def error(self, key: str | None, reason: str, remedy: str | None = None) -> LawError:
        where = ".".join(part for part in (self.place, key) if part)
        return LawError(reason, file=self.file, field=where or None, remedy=remedy)

    def has(self, key: str) -> bool:
        return key in self._left

    def take(self, key: str) -> Any:
        if key not in self._left:
            raise self.error(key, "is missing", "write it, or 'unknown' where no source says it")
        return self._left.pop(key)

    def end(self) -> None:
        for key in self._left:
            raise self.error(key, "is not a key of a profile", "take it out, or correct its name")

    def text(self, key: str) -> str:
        value = self.take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, f"{value!r} is not a text")
        return value

    def flag(self, key: str) -> bool:
        value = self.take(key)
        if not isinstance(value, bool):
            raise self.error(key, f"{value!r} is neither true nor false")
        return value

    def count(self, key: str) -> int:
        value = self.take(key)
        if type(value) is not int or value < 0:
            raise self.error(key, f"{value!r} is not a whole number from 0")
        return value

    def day(self, key: str) -> date:
        value = self.take(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(key, f"{value!r} is not a date", "write 2026-01-31 without quotes")
        return value

    def period(self, key: str) -> Period:
        try:
            return parse_period(self.text(key))
        except LawError as error:
            raise self.error(key, error.reason, error.remedy) from None

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.take(key)
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            raise self.error(key, f"{value!r} is not a list of texts")
        if len(set(value)) < len(value):
            raise self.error(key, f"{value!r} names one thing twice")
        return tuple(value)

    def word(self, key: str, words: Any) -> Any:
        """One word of a Literal."""
        return self._one(key, self.take(key), words)

    def words(self, key: str, words: Any) -> tuple[Any, ...]:
        """A list of words of a Literal, none twice."""
        return tuple(self._one(key, each, words) for each in self.texts(key))

    def said(self, key: str, *words: str) -> str | None:
        """The value of `key` if it is one of `words`, which is then taken; None if it is anything else."""
        value = self._left.get(key)
        return str(self.take(key)) if isinstance(value, str) and value in words else None

    def period_or(self, key: str, *words: str) -> Any:
        """A period, or one of `words`."""
        return self.said(key, *words) or self.period(key)

    def inner(self, key: str) -> Fields:
        """The table under `key`."""
        return Fields(self.take(key), self.file, f"{self.place}.{key}" if self.place else key)

    def _one(self, key: str, value: Any, words: Any) -> Any:
        if value not in get_args(words):
            known = ", ".join(get_args(words))
            raise self.error(key, f"{value!r} is not known", f"write one of {known}")
        return value
