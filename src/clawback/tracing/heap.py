"""The next event: a binary heap of (rank, slot), one entry for each account that holds claims."""

from __future__ import annotations

from clawback.compiled import compiled
from clawback.tracing.memory import Count, Scratch

__all__ = ["NEVER", "next_rank", "pop", "push"]

NEVER = 1 << 31
"""A rank that no transfer has."""
_HEAP = Count.HEAP


@compiled
def next_rank(s: Scratch) -> int:
    """The least rank waiting, or NEVER."""
    return s.heap[0] >> 32 if s.counts[_HEAP] > 0 else NEVER


@compiled
def push(s: Scratch, rank: int, slot: int) -> None:
    """Adds an entry."""
    key = rank << 32 | slot
    at = s.counts[_HEAP]
    s.counts[_HEAP] += 1
    while at > 0 and s.heap[(at - 1) // 2] > key:
        s.heap[at] = s.heap[(at - 1) // 2]
        at = (at - 1) // 2
    s.heap[at] = key


@compiled
def pop(s: Scratch) -> int:
    """Takes the entry of least rank away and returns its slot."""
    slot = s.heap[0] & 0xFFFFFFFF
    s.counts[_HEAP] -= 1
    n = s.counts[_HEAP]
    key = s.heap[n]
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
    return slot
