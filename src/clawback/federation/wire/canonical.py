"""JSON that is written in one way only (RFC 8785), as far as messages use it: no fractions, numbers within 2**53.

Amounts are texts, so that no reader rounds them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

__all__ = ["LARGEST", "NotCanonical", "from_canonical", "to_canonical"]

LARGEST = 2**53 - 1


class NotCanonical(ValueError):
    """These bytes, or this value, have no canonical form that messages use; the text says why."""


def to_canonical(value: Any) -> bytes:
    """UTF-8, one line, keys by UTF-16 code units. Raises NotCanonical."""
    try:
        return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonical("a text has half of a surrogate pair") from None
    except RecursionError:
        raise NotCanonical("values stand in values too deeply") from None


def from_canonical(data: bytes) -> Any:
    """The value of such bytes. Raises NotCanonical for any other writing of it, too."""
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_no_duplicates,
            parse_int=_whole,
            parse_float=_not_whole,
            parse_constant=_not_whole,
        )
    except NotCanonical:
        raise
    except (ValueError, RecursionError):
        raise NotCanonical("this is not JSON in UTF-8") from None
    if to_canonical(value) != data:
        raise NotCanonical("this is JSON, but not as RFC 8785 writes it")
    return value


def _ordered(value: Any) -> Any:
    match value:
        case None | bool() | str():
            return value
        case int() if -LARGEST <= value <= LARGEST:
            return value
        case Mapping():
            return {key: _ordered(value[key]) for key in sorted(value, key=_key_order)}
        case Sequence() if not isinstance(value, bytes | bytearray):
            return [_ordered(each) for each in value]
        case _:
            raise NotCanonical(f"{str(value)[:40]!r} is neither text, object, array nor a number below 2**53")


def _key_order(key: object) -> bytes:
    if not isinstance(key, str):
        raise NotCanonical(f"the key {key!r} is not a text")
    return key.encode("utf-16-be", "surrogatepass")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotCanonical("a key stands twice")
    return found


def _whole(text: str) -> int:
    if len(text) > 17:
        raise NotCanonical("a number is above 2**53 - 1")
    return int(text)


def _not_whole(text: str) -> NoReturn:
    raise NotCanonical(f"{text[:40]!r} is not a whole number")
