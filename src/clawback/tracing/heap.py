"""The next event: a binary heap of (rank, slot), one entry for each account that holds claims."""

from __future__ import annotations

from clawback.compiled import inlined
from clawback.tracing.memory import Count, Scratch

__all__ = ["NEVER", "next_rank", "pop", "push"]

NEVER = 1 << 31
"""A rank that no transfer has."""
_HEAP, _HOLE = Count.HEAP, Count.HOLE


@inlined
def next_rank(s: Scratch) -> int:
    """The least rank waiting, or NEVER."""
    if s.counts[_HOLE] == 1:
        _close(s)
    return s.heap[0] >> 32 if s.counts[_HEAP] > 0 else NEVER


@inlined
def push(s: Scratch, rank: int, slot: int) -> None:
    """Adds an entry: where one has been taken away, in its place."""
    key = rank << 32 | slot
    if s.counts[_HOLE] == 1:
        s.counts[_HOLE] = 0
        _sink(s, key)
        return
    at = s.counts[_HEAP]
    s.counts[_HEAP] += 1
    while at > 0 and s.heap[(at - 1) // 2] > key:
        s.heap[at] = s.heap[(at - 1) // 2]
        at = (at - 1) // 2
    s.heap[at] = key


@inlined
def pop(s: Scratch) -> int:
    """Takes the entry of least rank away and returns its slot.

    The top stays open until the next entry comes: mostly the same account's next debit, which in a busy account
    is soon and hardly sinks.
    """
    s.counts[_HOLE] = 1
    return int(s.heap[0] & 0xFFFFFFFF)


@inlined
def _close(s: Scratch) -> None:
    """Fills the open top with the last entry."""
    s.counts[_HOLE] = 0
    s.counts[_HEAP] -= 1
    _sink(s, s.heap[s.counts[_HEAP]])


@inlined
def _sink(s: Scratch, key: int) -> None:
    """Puts an entry in at the top and lets it sink to its place."""
    n = s.counts[_HEAP]
    at = 0
    child = 1
    while child < n:
        if child + 1 < n and s.heap[child + 1] < s.heap[child]:
            child += 1
        if s.heap[child] >= key:
            break
        s.heap[at] = s.heap[child]
        at = child
        child = 2 * at + 1
    s.heap[at] = key
