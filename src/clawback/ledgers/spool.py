"""Columns of batches, appended one after the other: whole numbers and texts, with nulls or without."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from clawback.ledgers.texts import array_of_texts, values_of, views_of_texts
from clawback.ledgers.workspace import Workspace

__all__ = ["Optional", "TextColumn"]


class TextColumn:
    """A growing column of texts without nulls."""

    def __init__(self, name: str, workspace: Workspace) -> None:
        self._offsets = workspace.column(f"{name}.offsets", np.int64)
        self._data = workspace.column(f"{name}.data", np.uint8)
        self._end = 0
        self._offsets.add(np.zeros(1, np.int64))

    def add(self, texts: pa.Array) -> None:
        """Appends a `large_string` array; what stands under a null must be empty."""
        offsets, data = views_of_texts(texts)
        first, last = int(offsets[0]), int(offsets[-1])
        self._offsets.add(offsets[1:] + (self._end - first))
        self._data.add(data[first:last])
        self._end += last - first

    def done(self, valid: npt.NDArray[np.uint8] | None = None) -> pa.Array:
        """All of them; `valid` is a bitmap."""
        return array_of_texts(self._offsets.done(), self._data.done(), valid)


class Optional:
    """A growing column with nulls, of int64 or `large_string`; what stands under a null is 0 or empty."""

    def __init__(self, name: str, kind: pa.DataType, rows_before: int, workspace: Workspace) -> None:
        self._kind = kind
        self._valid = workspace.column(f"{name}.valid", np.uint8)
        self._texts = TextColumn(name, workspace) if pa.types.is_large_string(kind) else None
        self._values = workspace.column(name, np.int64) if self._texts is None else None
        self._add_nulls(rows_before)

    def _add_nulls(self, rows: int) -> None:
        for start in range(0, rows, 1 << 17):
            self.add(pa.nulls(min(1 << 17, rows - start), self._kind))

    def add(self, column: pa.Array) -> None:
        """Appends an array of the column's type."""
        self._valid.add(np.asarray(pc.is_valid(column)).view(np.uint8))
        if self._texts is not None:
            self._texts.add(pc.fill_null(column, ""))
        elif self._values is not None:
            self._values.add(values_of(pc.fill_null(column, 0)))

    def done(self) -> pa.Array:
        """All of them."""
        bitmap = packed(self._valid.done())
        if self._texts is not None:
            return self._texts.done(bitmap)
        assert self._values is not None
        return array_of_values(self._values.done(), bitmap)


def packed(valid: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Bytes of 0 and 1 as a bitmap, least bit first."""
    return np.packbits(valid, bitorder="little")


def array_of_values(values: npt.NDArray[Any], valid: npt.NDArray[np.uint8] | None = None) -> pa.Array:
    """An Arrow array over the same memory."""
    bitmap = None if valid is None else pa.py_buffer(valid)
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, len(values), [bitmap, pa.py_buffer(values)])
