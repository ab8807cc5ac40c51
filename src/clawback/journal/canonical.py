"""One way to write a value as bytes: JSON of texts, whole numbers and objects, as RFC 8785 orders and escapes it.

Two programs that hash the same value hash the same bytes. What JSON could write in two ways or read in two ways
(fractions, duplicate keys, unpaired surrogates, other spacing) is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from clawback.errors import JournalError

__all__ = ["LARGEST", "Value", "from_canonical", "to_canonical"]

Value = str | int | Mapping[str, "Value"]

LARGEST = 2**53 - 1
"""The largest whole number, and its negative the smallest: every JSON reader holds these exactly."""


def to_canonical(value: Value) -> bytes:
    """The bytes of a value: UTF-8, one line, keys by UTF-16 code units. Raises JournalError."""
    try:
        return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        raise JournalError("a text has half of a surrogate pair, which no UTF-8 can hold") from None
    except RecursionError:
        raise JournalError("objects stand in objects too deeply") from None


def _ordered(value: Value) -> Value:
    match value:
        case str():
            return value
        case int() if not isinstance(value, bool) and -LARGEST <= value <= LARGEST:
            return value
        case Mapping():
            return {key: _ordered(value[key]) for key in sorted(value, key=_key_order)}
        case _:
            raise JournalError(
                f"{str(value)[:40]!r} is neither a text nor a whole number up to 2**53 - 1",
                remedy="write an amount in minor units, and any other value as a text",
            )


def _key_order(key: object) -> bytes:
    if not isinstance(key, str):
        raise JournalError(f"the key {key!r} is not a text")
    return key.encode("utf-16-be", "surrogatepass")


def from_canonical(data: bytes) -> Value:
    """The value of such bytes. Raises JournalError for any other writing of it, too."""
    try:
        value: Value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_no_duplicates,
            parse_int=_whole,
            parse_float=_not_whole,
            parse_constant=_not_whole,
        )
    except UnicodeDecodeError:
        raise JournalError("this is not UTF-8") from None
    except (ValueError, RecursionError):
        raise JournalError("this is not JSON") from None
    if to_canonical(value) != data:
        raise JournalError("this is JSON, but not in its canonical form")
    return value


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise JournalError(f"the key {key[:40]!r} stands twice")
        found[key] = value
    return found


def _whole(text: str) -> int:
    if len(text) > 17:
        raise JournalError("a whole number is above 2**53 - 1")
    return int(text)


def _not_whole(text: str) -> NoReturn:
    raise JournalError(f"{text[:40]!r} is not a whole number")
