"""The Arrow files of a ledger folder: one batch each, mapped when read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from clawback.errors import LedgerError
from clawback.ledgers.spool import array_of_values

__all__ = ["read_arrow", "write_arrow"]


def write_arrow(path: Path, columns: Mapping[str, Any]) -> None:
    """Writes NumPy and Arrow arrays of one length, as they stand."""
    arrays = {
        name: array_of_values(column) if isinstance(column, np.ndarray) else column
        for name, column in columns.items()
    }
    fields = [pa.field(name, array.type, nullable=array.null_count > 0) for name, array in arrays.items()]
    batch = pa.RecordBatch.from_arrays(list(arrays.values()), schema=pa.schema(fields))
    options = pa.ipc.IpcWriteOptions(allow_64bit=True)
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, batch.schema, options=options) as writer:
        writer.write_batch(batch)


def read_arrow(path: Path) -> dict[str, pa.Array]:
    """The columns of the file, in its mapped memory. Raises LedgerError where it is damaged, OSError where it
    cannot be opened."""
    try:
        batch = pa.ipc.open_file(pa.memory_map(str(path))).get_batch(0)
    except (pa.ArrowException, OSError, ValueError, IndexError) as error:
        if getattr(error, "errno", None) is not None:
            raise
        raise LedgerError(
            f"is damaged: {' '.join(str(error).split())}", file=str(path), remedy="build the ledger again"
        ) from None
    return dict(zip(batch.schema.names, batch.columns, strict=True))
