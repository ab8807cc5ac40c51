"""Where transfers stood in the input, for errors that are found when all has been read."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["Place", "RowNumbers"]


@dataclass(frozen=True, slots=True)
class Place:
    """A source and the row in it, from 1: the transfers that its reader yielded, counted."""

    source: str
    row: int


class RowNumbers:
    """Remembers, for each batch, where its kept rows began and which were left out."""

    def __init__(self) -> None:
        self.source = ""
        self._kept = 0
        self._read = 0
        self._starts: list[int] = []
        self._batches: list[tuple[str, int, Any | None]] = []

    def begin(self, source: str) -> None:
        """What follows stands in `source`."""
        self.source = source
        self._read = 0

    def add(self, rows: int, kept: Any | None) -> None:
        """A batch, and which of its rows are kept (an Arrow array of booleans), None for all."""
        self._starts.append(self._kept)
        self._batches.append((self.source, self._read, kept))
        self._kept += rows if kept is None else kept.true_count
        self._read += rows

    def place(self, number: int) -> Place:
        """Where the kept transfer of that number, from 0, stood."""
        at = bisect_right(self._starts, number) - 1
        source, before, kept = self._batches[at]
        inside = number - self._starts[at]
        if kept is not None:
            inside = int(np.flatnonzero(np.asarray(kept))[inside])
        return Place(source, before + inside + 1)
