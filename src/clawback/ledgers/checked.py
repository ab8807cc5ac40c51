"""What checking a column gives: its values, and what is wrong by place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.errors import InputError, LedgerError

__all__ = ["Checked", "as_texts", "empty", "of_a_row", "one_by_one", "text_like"]

_LONG = 240


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """n values as an Arrow array of the ledger's type, and the errors by place; the value of a wrong place
    has no meaning."""

    values: Any
    wrong: dict[int, LedgerError] = field(default_factory=dict)


def text_like(type_: Any) -> bool:
    """Whether an Arrow type holds texts, plain or by dictionary, or nothing but nulls."""
    kinds = pa.types
    if kinds.is_dictionary(type_):
        return text_like(type_.value_type)
    return bool(
        kinds.is_string(type_)
        or kinds.is_large_string(type_)
        or kinds.is_string_view(type_)
        or kinds.is_null(type_)
    )


def as_texts(given: Any) -> Any:
    """Texts as large strings; an empty text is null. Raises LedgerError where the type is another."""
    if not text_like(given.type):
        raise LedgerError(f"the column has type {given.type}", remedy="make it text")
    if pa.types.is_dictionary(given.type):
        texts_of = given.dictionary.cast(pa.large_string())
        given = pa.DictionaryArray.from_arrays(given.indices, texts_of).dictionary_decode()
    texts = given if pa.types.is_large_string(given.type) else given.cast(pa.large_string())
    lengths = pc.binary_length(texts)
    if pc.min(lengths).as_py() == 0:
        texts = pc.if_else(pc.equal(lengths, 0), pa.scalar(None, pa.large_string()), texts)
    return texts


def empty(values: Any) -> dict[int, LedgerError]:
    """The errors of the nulls in a column that must not have any."""
    if values.null_count == 0:
        return {}
    places = np.flatnonzero(values.is_null().to_numpy(zero_copy_only=False))
    return {int(place): LedgerError("is empty") for place in places}


def of_a_row(error: InputError) -> LedgerError:
    """The error for a row of a ledger; of a reason that quotes a long text, the start and the end."""
    reason = error.reason
    if len(reason) > _LONG:
        reason = f"{reason[: _LONG // 2]} ... {reason[-_LONG // 2 :]}"
    return LedgerError(reason, remedy=error.remedy)


def one_by_one(values: list[Any], read: Callable[[Any], Any], type_: Any) -> Checked:
    """Each value that is not None through `read`, which raises InputError for a wrong one."""
    found: list[Any] = [None] * len(values)
    wrong: dict[int, LedgerError] = {}
    for place, value in enumerate(values):
        if value is None:
            continue
        try:
            found[place] = read(value)
        except InputError as error:
            wrong[place] = of_a_row(error)
    return Checked(values=pa.array(found, type_), wrong=wrong)
