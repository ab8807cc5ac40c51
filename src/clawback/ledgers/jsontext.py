"""JSON read strictly: no key twice, no NaN, numbers as the text that stands there, and a bound on the whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from clawback.errors import LedgerError
from clawback.ledgers.lines import read_whole

__all__ = ["JSON_BYTES", "Number", "read_json", "shown"]

JSON_BYTES = 1 << 28
"""A JSON file is read as one piece, and so is at most 256 MiB long, unpacked."""


class Number(str):
    """A JSON number as it is written: `1000.5` never passes through a float."""

    __slots__ = ()


class _Refused(ValueError):
    pass


def read_json(path: Path, most: int = JSON_BYTES) -> Any:
    """The content of a JSON file, its numbers as `Number`.

    Raises LedgerError for what is not JSON in UTF-8, with its line; for a key that an object has twice; for NaN
    and infinities; for nesting too deep to be data; and for more than `most` bytes.
    """
    content = read_whole(path, most)
    try:
        text = content.decode("utf-8")
        return json.loads(
            text,
            parse_float=Number,
            parse_int=Number,
            parse_constant=_no_number,
            object_pairs_hook=_without_twins,
        )
    except UnicodeDecodeError:
        raise LedgerError("the text is not UTF-8", file=str(path), remedy="save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise LedgerError(f"the text is not JSON ({error.msg})", file=str(path), line=error.lineno) from None
    except _Refused as error:
        raise LedgerError(str(error), file=str(path)) from None
    except RecursionError:
        raise LedgerError("the JSON is nested too deeply to be a ledger", file=str(path)) from None


def _no_number(text: str) -> NoReturn:
    raise _Refused(f"{text} is not a number of JSON")


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twin = next(key for key in keys if keys.count(key) > 1)
        raise _Refused(f"an object has the key {twin!r} twice")
    return found


def shown(row: Mapping[str, Any]) -> str:
    """A row as it is written aside under `--skip-bad`."""
    return json.dumps(row, ensure_ascii=True)[:10_000]
