"""Columns of texts: identifiers, references, kinds, currencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.errors import LedgerError, MoneyError
from clawback.ledgers.checked import Checked, as_texts, empty, of_a_row
from clawback.ledgers.ledger import Int64s
from clawback.ledgers.reading import KINDS, Notes
from clawback.money import Currency

__all__ = ["Currencies", "checked_currencies", "checked_identifiers", "checked_kinds", "checked_references"]

_CONTROLS = r"[\x00-\x1f\x7f-\x{9f}]"  # Unicode's category Cc
_C1_LEAD = 0xC2  # the first byte in UTF-8 of U+0080 to U+009F, and of others


@dataclass(frozen=True, kw_only=True, slots=True)
class Currencies:
    """A column of currencies: the checked codes, the currency of each code (None: wrong), each row's code."""

    checked: Checked
    currencies: list[Currency | None]
    code: Int64s


def checked_identifiers(given: Any) -> Checked:
    """Texts without control characters; empty is null. Raises LedgerError where the type is another."""
    texts = as_texts(given)
    wrong = {place: LedgerError("has a control character") for place in _with_controls(texts)}
    return Checked(values=texts, wrong=wrong)


def checked_references(given: Any) -> Checked:
    """Texts of any kind but NUL; empty is null. Raises LedgerError where the type is another."""
    texts = as_texts(given)
    if 0 not in _bytes_of(texts):
        return Checked(values=texts)
    places = _places(pc.match_substring_regex(texts, r"\x00"))
    return Checked(values=texts, wrong={place: LedgerError("has a NUL character") for place in places})


def checked_kinds(given: Any) -> Checked:
    """Codes of `KINDS`; empty is `transfer`. Raises LedgerError where the type is another."""
    texts = as_texts(given)
    codes = pc.index_in(texts, value_set=pa.array(KINDS, pa.large_string()), skip_nulls=True)
    wrong = {
        place: LedgerError(f"{texts[place].as_py()[:40]!r} is not a kind", remedy=f"use {', '.join(KINDS)}")
        for place in (_places(pc.and_(codes.is_null(), texts.is_valid())) if codes.null_count else ())
    }
    return Checked(values=pc.fill_null(codes, 0).cast(pa.uint8()), wrong=wrong)


def checked_currencies(given: Any, notes: Notes) -> Currencies:
    """Codes of currencies whose decimals are known. Raises LedgerError where the type is another."""
    encoded = as_texts(given).dictionary_encode()
    currencies: list[Currency | None] = []
    errors: dict[int, LedgerError] = {}
    for at, code in enumerate(encoded.dictionary.to_pylist()):
        try:
            currencies.append(notes.currency(code))
        except MoneyError as error:
            currencies.append(None)
            errors[at] = of_a_row(error)
    code_of = pc.fill_null(encoded.indices, -1).to_numpy().astype(np.int64)
    wrong = empty(encoded.indices)
    if errors:
        wrong |= {
            int(place): errors[int(code_of[place])]
            for place in np.flatnonzero(np.isin(code_of, list(errors)))
        }
    values = pa.DictionaryArray.from_arrays(
        encoded.indices.cast(pa.int32()), encoded.dictionary.cast(pa.string())
    )
    return Currencies(checked=Checked(values=values, wrong=wrong), currencies=currencies, code=code_of)


def _bytes_of(texts: Any) -> Any:
    if len(texts) == 0 or texts.buffers()[2] is None:
        return np.zeros(0, np.uint8)
    offsets = np.frombuffer(texts.buffers()[1], np.int64)
    return np.frombuffer(texts.buffers()[2], np.uint8)[
        offsets[texts.offset] : offsets[texts.offset + len(texts)]
    ]


def _with_controls(texts: Any) -> list[int]:
    raw = _bytes_of(texts)
    if not ((raw < 0x20) | (raw == 0x7F) | (raw == _C1_LEAD)).any():
        return []
    return _places(pc.match_substring_regex(texts, _CONTROLS))


def _places(mask: Any) -> list[int]:
    found = pc.fill_null(mask, fill_value=False).to_numpy(zero_copy_only=False)
    return [int(place) for place in np.flatnonzero(found)]
