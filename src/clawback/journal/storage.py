"""Where a tree's hashes stand: rows that are written once and never change, as a table in a database keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["MemoryStorage", "Place", "Row", "Storage", "perfect"]


Place = tuple[int, int]
"""(level, index) of a perfect subtree: of the leaves index * 2**level up to, not including, (index + 1) * 2**level."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One hash to store. (level, index) is its key; a table of them has about two rows a leaf."""

    level: int
    index: int
    hash: bytes


class Storage(Protocol):
    """What a tree is read from."""

    def read(self, places: Sequence[Place]) -> Sequence[bytes]:
        """The hashes at these places, in their order: one query for at most some 130 of them.

        A place of a subtree that is not complete is never asked for.
        """
        ...


class MemoryStorage:
    """A storage in a dictionary, for tools and tests."""

    def __init__(self) -> None:
        self._hashes: dict[Place, bytes] = {}

    def read(self, places: Sequence[Place]) -> Sequence[bytes]:
        """The hashes at these places. KeyError for a place that was not written."""
        return [self._hashes[place] for place in places]

    def write(self, rows: Iterable[Row]) -> None:
        """Keeps rows. A row that stands already stays."""
        for row in rows:
            self._hashes.setdefault((row.level, row.index), row.hash)


def perfect(start: int, stop: int) -> list[Place]:
    """The fewest perfect subtrees that cover the leaves start up to, not including, stop; the largest first.

    `start` is a multiple of the largest power of two that fits: so are all ranges that RFC 6962 asks for.
    """
    found = []
    while start < stop:
        level = (stop - start).bit_length() - 1
        assert start % (1 << level) == 0, "the range does not begin where a subtree begins"
        found.append((level, start >> level))
        start += 1 << level
    return found
