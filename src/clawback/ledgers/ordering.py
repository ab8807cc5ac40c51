"""Columns put in ledger order, a part at a time, so that no column is in memory twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from clawback.ledgers.ledger import Uint32s
from clawback.ledgers.reading import BATCH_ROWS
from clawback.ledgers.spool import Optional, TextColumn
from clawback.ledgers.workspace import Workspace

__all__ = ["Ordering"]


class Ordering:
    """Puts columns of the input in ledger order.

    `order` has the numbers of the transfers in that order; None where they stand in it already.
    """

    def __init__(self, order: Uint32s | None, workspace: Workspace) -> None:
        self.order = order
        self._workspace = workspace

    def _parts(self, length: int) -> Iterator[Any]:
        for start in range(0, length, BATCH_ROWS):
            part = slice(start, min(start + BATCH_ROWS, length))
            yield part if self.order is None else self.order[part]

    def numbers(self, name: str, column: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """A column of whole numbers."""
        if self.order is None:
            return column
        ordered = self._workspace.column(f"{name}.ordered", column.dtype)
        for part in self._parts(len(column)):
            ordered.add(column[part])
        return ordered.done()

    def places(self, name: str, met: Uint32s, places: Uint32s) -> Uint32s:
        """A column of accounts, as numbered when they were met, by their places."""
        ordered = self._workspace.column(f"{name}.ordered", np.uint32)
        for part in self._parts(len(met)):
            ordered.add(places[met[part]])
        return ordered.done()

    def texts(self, name: str, column: pa.Array) -> pa.Array:
        """A column of texts without nulls."""
        if self.order is None:
            return column
        return self._taken(TextColumn(f"{name}.ordered", self._workspace), column)

    def optional(self, name: str, column: pa.Array) -> pa.Array:
        """A column with nulls."""
        if self.order is None:
            return column
        return self._taken(Optional(f"{name}.ordered", column.type, 0, self._workspace), column)

    def _taken(self, ordered: TextColumn | Optional, column: pa.Array) -> pa.Array:
        for part in self._parts(len(column)):
            ordered.add(column.take(pa.array(part)))
        return ordered.done()

    def met(self, rank: int) -> int:
        """The number that the transfer of a rank had in the input."""
        return rank if self.order is None else int(self.order[rank])
