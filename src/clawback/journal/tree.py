"""An RFC 6962 Merkle tree over stored hashes: append, root, proof of inclusion, proof of consistency.

Every function reads a logarithmic number of hashes, in one go, and writes nothing: `append` returns the rows to
store, so that a database can store them in the same transaction as the entry.
"""

from __future__ import annotations

from collections.abc import Iterable

from clawback.errors import JournalError
from clawback.journal.hashing import Frontier, fold
from clawback.journal.storage import Place, Row, Storage, perfect

__all__ = ["append", "consistency_proof", "inclusion_proof", "root_of"]


def append(storage: Storage, size: int, leaves: Iterable[bytes]) -> list[Row]:
    """The rows that adding these leaf hashes to a tree of `size` leaves brings; the caller stores all of them.

    Whoever appends holds a lock on the size: two that append to the same one would tell two stories.
    """
    frontier = Frontier(size, storage.read(perfect(0, size)))
    return [
        Row(level=level, index=frontier.size - 1 >> level, hash=found)
        for leaf in leaves
        for level, found in enumerate(frontier.push(leaf))
    ]


def root_of(storage: Storage, size: int) -> bytes:
    """The root of the first `size` leaves."""
    return fold(storage.read(perfect(0, size)))


def inclusion_proof(storage: Storage, index: int, size: int) -> list[bytes]:
    """The hashes by which leaf `index` (from 0) leads to the root of `size` leaves, from below.

    RFC 6962, 2.1.1. Raises JournalError where there is no such leaf.
    """
    if not 0 <= index < size:
        raise JournalError(f"a journal of {size} entries has no entry {index}")
    start, stop, ranges = 0, size, []
    while stop - start > 1:
        middle = start + _left_size(stop - start)
        if index < middle:
            ranges.append((middle, stop))
            stop = middle
        else:
            ranges.append((start, middle))
            start = middle
    return _hashes(storage, ranges)


def consistency_proof(storage: Storage, old: int, new: int) -> list[bytes]:
    """The hashes by which the root of `old` leaves and the root of `new` leaves are shown to be one story.

    RFC 6962, 2.1.2; empty where old is 0 or equal to new. Raises JournalError where old is above new.
    """
    if not 0 <= old <= new:
        raise JournalError(
            f"there is no proof from {old} entries to {new}", remedy="name the smaller one first"
        )
    if old in (0, new):
        return []
    start, stop, ranges = 0, new, []
    while stop != old:
        middle = start + _left_size(stop - start)
        if old <= middle:
            ranges.append((middle, stop))
            stop = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:  # else the old root itself, which whoever checks has
        ranges.append((start, stop))
    return _hashes(storage, ranges)


def _left_size(size: int) -> int:
    """The largest power of two below `size`: the leaves under a root's left side."""
    return 1 << (size - 1).bit_length() - 1


def _hashes(storage: Storage, ranges: list[tuple[int, int]]) -> list[bytes]:
    """The hash of each range, the last range first, with one read."""
    parts: list[list[Place]] = [perfect(start, stop) for start, stop in reversed(ranges)]
    read = iter(storage.read([place for part in parts for place in part]))
    return [fold([next(read) for _ in part]) for part in parts]
