"""Tables of transfers in memory, and record batches of any Arrow source, into checked batches.

Times are timestamps with a zone (or texts), amounts are decimals, whole minor units (int64) or decimal texts,
the rest is text, plain or by dictionary. A row is counted from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from clawback.errors import LedgerError, MoneyError
from clawback.ledgers.assembly import checked_batch
from clawback.ledgers.reading import BATCH_ROWS, Notes, ReadOptions
from clawback.ledgers.transfer_columns import choose

__all__ = ["arrow_errors", "batches_of_table", "checked_batches", "guarded"]


def batches_of_table(table: Any, options: ReadOptions, notes: Notes, name: str = "table") -> Iterator[Any]:
    """Checked batches of a pyarrow, Polars or pandas table, or of whatever else hands out an Arrow stream
    (`__arrow_c_stream__`); `name` stands for the file in errors. Raises LedgerError."""
    if not hasattr(table, "__arrow_c_stream__"):
        raise LedgerError(
            f"a {type(table).__name__} is not a table",
            file=name,
            remedy="give a path, or a pyarrow, Polars or pandas table",
        )
    with arrow_errors(name, "the table cannot be read"):
        reader = pa.RecordBatchReader.from_stream(table)
    batches = guarded(reader, name, "the table cannot be read")
    yield from checked_batches(batches, reader.schema, name, notes)


def checked_batches(batches: Iterable[Any], schema: Any, file: str, notes: Notes) -> Iterator[Any]:
    """Checked batches, at most `BATCH_ROWS` rows each, of record batches of a schema. Raises LedgerError."""
    chosen = choose(schema.names, file, notes)
    if pa.types.is_integer(schema.field(chosen.places["amount"]).type) and not _ours(schema):
        notes.say(f"{file}: amounts are whole numbers, read as minor units (cents)")
    row = 1
    for whole in batches:
        for start in range(0, whole.num_rows, BATCH_ROWS):
            batch = whole.slice(start, BATCH_ROWS)
            columns = {name: batch.column(place) for name, place in chosen.places.items()}
            yield checked_batch(columns, file, _place(columns, row), notes)
            row += batch.num_rows


def guarded(batches: Iterable[Any], file: str, reason: str) -> Iterator[Any]:
    """The same batches; whatever Arrow raises on the way to one is a LedgerError."""
    iterator = iter(batches)
    while True:
        with arrow_errors(file, reason):
            batch = next(iterator, None)
        if batch is None:
            return
        yield batch


@contextmanager
def arrow_errors(file: str, reason: str) -> Iterator[None]:
    """Turns whatever Arrow raises over a damaged source into a LedgerError."""
    try:
        yield
    except (
        MoneyError,
        pa.ArrowException,
        OSError,
        ValueError,
        OverflowError,
        MemoryError,
        LookupError,
    ) as error:
        said = "".join(each if each.isprintable() else " " for each in str(error)[:200])
        raise LedgerError(f"{reason}: {said}", file=file) from None


def _ours(schema: Any) -> bool:
    return b"clawback.decimals" in (schema.metadata or {})


def _place(columns: dict[str, Any], first: int) -> Any:
    def place(at: int) -> tuple[int, int | None, str]:
        return first + at, None, ",".join(_written(column[at]) for column in columns.values())

    return place


def _written(scalar: Any) -> str:
    try:
        return "" if scalar.as_py() is None else str(scalar)
    except (LookupError, OverflowError, ValueError):  # a time, or a zone, that Python cannot tell
        return f"{scalar.value} {scalar.type.unit}"
