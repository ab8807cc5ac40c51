"""Batches of `reading.SCHEMA` out of the columns that a source has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from clawback.ledgers.reading import BATCH_ROWS, SCHEMA

__all__ = ["batches"]


def batches(n: int, **given: Any) -> Iterator[Any]:
    """n rows as batches of at most `BATCH_ROWS`.

    Each column is an Arrow or NumPy array or a list of n, or one value for all rows; a column not given is null,
    `order_at` is `settled_at` where it is not given.
    """
    given.setdefault("order_at", given["settled_at"])
    columns = [_column(field, n, given.pop(field.name, None)) for field in SCHEMA]
    assert not given, f"no such columns: {sorted(given)}"
    whole = pa.record_batch(columns, schema=SCHEMA)
    for start in range(0, n, BATCH_ROWS):
        yield whole.slice(start, BATCH_ROWS)


def _column(field: Any, n: int, given: Any) -> Any:
    if given is None:
        return pa.nulls(n, field.type)
    if isinstance(given, (str, int)):
        if pa.types.is_dictionary(field.type):
            return pa.DictionaryArray.from_arrays(np.zeros(n, np.int32), pa.array([given]))
        return pa.repeat(pa.scalar(given, field.type), n)
    if isinstance(given, (list, np.ndarray)):
        return pa.array(given, field.type)
    return given.cast(field.type)
