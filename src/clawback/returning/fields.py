"""Reading a TOML table strictly: every value is asked for by name and kind, and nothing else may be there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NoReturn

from clawback.clock import from_micros, to_micros
from clawback.errors import InputError, PlanError
from clawback.money import Currency, parse_amount

__all__ = ["Table", "path_of"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def path_of(parent: str, key: str) -> str:
    """The path of `key` under `parent`, quoted where TOML quotes it: `hold[0].claims."T 17"`."""
    name = key if _BARE.fullmatch(key) else json.dumps(key)
    return f"{parent}.{name}" if parent else name


def _refuse(place: str, value: object, wanted: str, remedy: str) -> NoReturn:
    kinds = {
        bool: "true or false", int: "a number", float: "a float", str: "text", list: "a list",
        dict: "a table", datetime: "a time", date: "a date", time: "a time of day",
    }  # fmt: skip
    raise PlanError(
        f"is {kinds.get(type(value), 'something else')}, not {wanted}", field=place, remedy=remedy
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """One TOML table and the path at which it stands. Every method raises PlanError with that path."""

    values: Mapping[str, object]
    path: str

    def allow(self, *keys: str) -> None:
        """Refuses any key that is not one of `keys`."""
        for key in self.values:
            if key not in keys:
                raise PlanError(
                    "is not a key of a plan",
                    field=path_of(self.path, key),
                    remedy=f"here stand only {', '.join(keys)}",
                )

    def has(self, key: str) -> bool:
        """Whether the key is there at all."""
        return key in self.values

    def text(self, key: str) -> str:
        """Text without control characters; may be empty."""
        value, place = self._get(key, 'write text in quotes: "..."')
        if not isinstance(value, str):
            _refuse(place, value, "text", f'write it in quotes: {key} = "..."')
        if not value.isprintable():
            raise PlanError(
                f"has a character that cannot be printed: {value!a}",
                field=place,
                remedy="leave control characters away",
            )
        return value

    def name(self, key: str) -> str:
        """Text without control characters, not empty."""
        value = self.text(key)
        if not value:
            raise PlanError("is empty", field=path_of(self.path, key), remedy="write it")
        return value

    def whole(self, key: str) -> int:
        """A whole number."""
        value, place = self._get(key, "write a whole number")
        if type(value) is not int:
            _refuse(place, value, "a whole number", "write digits alone, without quotes")
        return value

    def amount(self, key: str, currency: Currency) -> int:
        """Minor units of an amount written as text."""
        value, place = self._get(key, f'write an amount as text: {key} = "10.00"')
        if not isinstance(value, str):
            _refuse(place, value, "an amount as text", 'write it in quotes, exactly: "10.00"')
        try:
            return parse_amount(value, currency)
        except InputError as error:
            remedy = (
                error.remedy or f"write at most {currency.decimals} decimals, and no more than int64 counts"
            )
            raise PlanError(error.reason, field=place, remedy=remedy) from None

    def time(self, key: str) -> datetime:
        """A TOML date-time with offset, in UTC."""
        remedy = f"write it with Z or an offset, without quotes: {key} = 2026-11-24T09:00:00Z"
        value, place = self._get(key, remedy)
        if not isinstance(value, datetime):
            _refuse(place, value, "a time", remedy)
        if value.tzinfo is None:
            raise PlanError(f"{value.isoformat()} has no time zone", field=place, remedy=remedy)
        try:
            return from_micros(to_micros(value)).astimezone(UTC)
        except InputError:
            raise PlanError(
                f"{value.isoformat()} is outside the years 1 to 9999", field=place, remedy=remedy
            ) from None

    def table(self, key: str) -> Table:
        """The table under `key`."""
        value, place = self._get(key, f"write a table: {key} = {{...}}")
        if not isinstance(value, dict):
            _refuse(place, value, "a table", f"write it as {key} = {{...}}")
        return Table(values=value, path=place)

    def tables(self, key: str) -> list[Table]:
        """The list of tables under `key`; empty where the key is missing."""
        value, place = self.values.get(key, []), path_of(self.path, key)
        if not isinstance(value, list):
            _refuse(place, value, "a list of tables", "write [[...]] before each, or [{...}, {...}]")
        found = [(f"{place}[{number}]", item) for number, item in enumerate(value)]
        for where, item in found:
            if not isinstance(item, dict):
                _refuse(where, item, "a table", "write it as {...}")
        return [Table(values=item, path=where) for where, item in found]

    def _get(self, key: str, remedy: str) -> tuple[object, str]:
        place = path_of(self.path, key)
        if key not in self.values:
            raise PlanError("is missing", field=place, remedy=remedy)
        return self.values[key], place
