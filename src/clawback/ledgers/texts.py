"""Arrow texts as the plain arrays that compiled code reads, and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from clawback.ledgers.ledger import Int64s, Uint8s

__all__ = ["array_of_texts", "frozen", "values_of", "views_of_texts"]

_WIDTH = {pa.string(): np.int32, pa.large_string(): np.int64}


def frozen(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same array, read-only: compiled code is kept for read-only inputs and writable outputs."""
    view = values.view()
    view.flags.writeable = False
    return view


def views_of_texts(texts: pa.Array) -> tuple[npt.NDArray[Any], Uint8s]:
    """The offsets (n + 1, int32 of `string`, int64 of `large_string`) and the UTF-8 bytes they point into.

    Nulls are not looked at. The bytes may begin before the first offset and end after the last.
    """
    width = np.dtype(_WIDTH[texts.type])
    _, offsets, data = texts.buffers()
    if len(texts) == 0 or offsets is None:
        return frozen(np.zeros(1, width)), frozen(np.zeros(0, np.uint8))
    first = np.frombuffer(offsets, width, len(texts) + 1, texts.offset * width.itemsize)
    return frozen(np.require(first, requirements="A")), frozen(np.frombuffer(data or b"", np.uint8))


def array_of_texts(offsets: Int64s, data: Uint8s, valid: Uint8s | None = None) -> pa.Array:
    """A `large_string` array over the same memory; `valid` is its bitmap, least bit first."""
    bitmap = None if valid is None else pa.py_buffer(valid)
    buffers = [bitmap, pa.py_buffer(offsets), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.large_string(), len(offsets) - 1, buffers)


def values_of(column: pa.Array) -> npt.NDArray[Any]:
    """The values of a column of whole numbers, in the same memory; what stands under a null is not defined."""
    width = np.dtype(column.type.to_pandas_dtype())
    if len(column) == 0:
        return frozen(np.zeros(0, width))
    values = np.frombuffer(column.buffers()[1], width, len(column), column.offset * width.itemsize)
    return frozen(np.require(values, requirements="A"))
