"""Sorting in compiled code that makes no array: the claims of one transfer, few and mostly in order already."""

from __future__ import annotations

from clawback.compiled import inlined, lean
from clawback.ledgers.ledger import Int64s

__all__ = ["sort"]

_FEW = 16


@inlined
def sort(values: Int64s, n: int) -> None:
    """Puts values[:n] into rising order."""
    if n <= _FEW:
        _insert_each(values, n)
    else:
        _sort_heap(values, n)


@inlined
def _insert_each(values: Int64s, n: int) -> None:
    for i in range(1, n):
        value = values[i]
        at = i
        while at > 0 and values[at - 1] > value:
            values[at] = values[at - 1]
            at -= 1
        values[at] = value


@lean
def _sort_heap(values: Int64s, n: int) -> None:
    for root in range(n // 2 - 1, -1, -1):
        _sink(values, root, n)
    for last in range(n - 1, 0, -1):
        values[0], values[last] = values[last], values[0]
        _sink(values, 0, last)


@inlined
def _sink(values: Int64s, at: int, n: int) -> None:
    """Restores the heap (greatest first) of values[:n] below `at`."""
    value = values[at]
    child = 2 * at + 1
    while child < n:
        if child + 1 < n and values[child + 1] > values[child]:
            child += 1
        if values[child] <= value:
            break
        values[at] = values[child]
        at = child
        child = 2 * at + 1
    values[at] = value
