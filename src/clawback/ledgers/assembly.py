"""Columns of a source, as it has them, into checked batches of `reading.SCHEMA`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.errors import LedgerError
from clawback.ledgers.checked import Checked, empty
from clawback.ledgers.checked_amounts import checked_amounts
from clawback.ledgers.checked_texts import (
    checked_currencies,
    checked_identifiers,
    checked_kinds,
    checked_references,
)
from clawback.ledgers.checked_times import checked_times
from clawback.ledgers.reading import SCHEMA, Notes
from clawback.ledgers.transfer_columns import AGENTS, NAMES, REQUIRED, TIMES

__all__ = ["WrongRow", "checked_batch"]

_REFERENCES = ("reference", "label")


@dataclass(frozen=True, kw_only=True, slots=True)
class WrongRow:
    """A row that cannot be read: its number, why, and how it was written."""

    row: int
    error: LedgerError
    raw: str


Place = Callable[[int], tuple[int, int | None, str]]
"""From the place in the batch: the row, the line, and the row as it was written."""


def checked_batch(
    columns: Mapping[str, Any], file: str, place: Place, notes: Notes, others: Sequence[WrongRow] = ()
) -> Any:
    """A RecordBatch of the rows that are sound; the others go to `notes.bad`, in their order.

    `columns` are Arrow arrays of one length, by name; `others` are rows that did not come so far. Raises
    LedgerError, where a column's type does not fit or a row is wrong.
    """
    n = len(columns["transfer_id"])
    checked = _checked(columns, file, notes)
    wrong = _first_of_each_row(checked)
    rows = list(others)
    for at, error in wrong.items():
        row, line, raw = place(at)
        rows.append(WrongRow(row=row, error=_placed(error, file, row, line), raw=raw))
    for each in sorted(rows, key=lambda each: each.row):
        notes.bad(_placed(each.error, file, each.row, None), each.raw)
    batch = pa.record_batch([_column(field, checked, n) for field in SCHEMA], schema=SCHEMA)
    return batch.take(pa.array(np.delete(np.arange(n), list(wrong)))) if wrong else batch


def _checked(columns: Mapping[str, Any], file: str, notes: Notes) -> dict[str, Checked]:
    checked: dict[str, Checked] = {}
    try:
        name = "currency"
        currencies = checked_currencies(columns["currency"], notes)
        for name in NAMES:
            if name == "currency":
                checked[name] = currencies.checked
            elif name == "amount":
                checked[name] = checked_amounts(columns[name], currencies.currencies, currencies.code)
            elif name in columns:
                checked[name] = _one(name, columns[name], notes)
    except LedgerError as error:
        raise error.at(file=file, field=name) from None
    return checked


def _one(name: str, given: Any, notes: Notes) -> Checked:
    if name in TIMES:
        return checked_times(given, notes.options.timezone)
    if name == "kind":
        return checked_kinds(given)
    return checked_references(given) if name in _REFERENCES else checked_identifiers(given)


def _first_of_each_row(checked: Mapping[str, Checked]) -> dict[int, LedgerError]:
    """By row, what is wrong with its first wrong field, in the order of `NAMES`."""
    wrong: dict[int, LedgerError] = {}
    for name, column in checked.items():
        missing = empty(column.values) if name in REQUIRED else {}
        for row, error in (missing | column.wrong).items():
            if row not in wrong:
                wrong[row] = LedgerError(error.reason, field=name, remedy=error.remedy)
    return wrong


def _placed(error: LedgerError, file: str, row: int, line: int | None) -> LedgerError:
    placed = error.at(file=file, row=row, line=line)
    assert isinstance(placed, LedgerError)
    return placed


def _column(field: Any, checked: Mapping[str, Checked], n: int) -> Any:
    name = field.name
    if name not in checked:
        if name == "order_at":
            return checked["settled_at"].values
        return pa.nulls(n, field.type) if field.nullable else pa.repeat(_least(field), n)
    values = checked[name].values
    if name == "order_at":
        values = pc.coalesce(values, checked["settled_at"].values)
    if name in AGENTS:
        values = pc.fill_null(values, "")
    return values if values.type == field.type else values.cast(field.type)


def _least(field: Any) -> Any:
    return pa.scalar(0 if field.name == "kind" else "", field.type)
