"""Batches of transfers as Parquet: times with a zone, amounts in whole minor units, kinds by name.

The decimals of the currencies stand in the file's metadata, so that a currency outside our table is read
again without `--decimals`.
"""

from __future__ import annotations

import json
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from clawback.ledgers.columnar_format import DECIMALS
from clawback.ledgers.reading import KINDS, SCHEMA, Notes
from clawback.ledgers.transfer_columns import TIMES

__all__ = ["ParquetSink"]

_TIME = pa.timestamp("us", "UTC")
_WRITTEN = {
    **dict.fromkeys(TIMES, _TIME),
    **dict.fromkeys(("currency", "kind"), pa.dictionary(pa.int32(), pa.string())),
}
_FIELDS = pa.schema(
    [
        pa.field(each.name, _WRITTEN.get(each.name, each.type), each.nullable or each.name == "order_at")
        for each in SCHEMA
    ]
)


class ParquetSink:
    """Writes batches to a file, a row group each."""

    def __init__(self, file: IO[bytes], notes: Notes) -> None:
        self._notes = notes
        self._codes: set[str] = set()
        self._writer = parquet.ParquetWriter(
            file, _FIELDS, compression="zstd", write_page_checksum=True, store_schema=True
        )

    def add(self, batch: Any) -> None:
        """Appends the rows of a batch of `reading.SCHEMA`."""
        if not len(batch):
            return
        used = batch.column("currency")
        self._codes.update(used.dictionary.take(pc.unique(used.indices)).to_pylist())
        columns = [_column(each.name, batch) for each in _FIELDS]
        self._writer.write_batch(pa.record_batch(columns, schema=_FIELDS))

    def abandon(self) -> None:
        """Leaves the file as it is: without this the writer would go on when it is forgotten."""
        self._writer.is_open = False

    def finish(self) -> None:
        """Writes the footer."""
        table = {code: self._notes.currency(code).decimals for code in sorted(self._codes)}
        self._writer.add_key_value_metadata({DECIMALS.decode(): json.dumps(table)})
        self._writer.close()


def _column(name: str, batch: Any) -> Any:
    column = batch.column(name)
    if name == "order_at":
        same = pc.equal(column, batch.column("settled_at"))
        column = pc.if_else(same, pa.scalar(None, pa.int64()), column)
    if name == "kind":
        return pa.DictionaryArray.from_arrays(column.cast(pa.int32()), pa.array(KINDS))
    return column.cast(_TIME) if name in TIMES else column
