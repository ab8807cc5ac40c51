"""One order of transfers out of several, each of which is right as far as it goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise

__all__ = ["joined_order"]


def joined_order(orders: Iterable[Sequence[str]], settled_at: Mapping[str, int]) -> list[str]:
    """All of them, in the order of time; those of one instant as each of `orders` has them, else by name.

    Where two orders contradict each other there is none that keeps both: then the earlier name goes first.
    """
    after: dict[str, set[str]] = {name: set() for name in settled_at}
    waits: dict[str, int] = dict.fromkeys(settled_at, 0)
    for order in orders:
        for one, next_ in pairwise(order):
            if settled_at[one] == settled_at[next_] and next_ not in after[one]:
                after[one].add(next_)
                waits[next_] += 1
    ready = [(settled_at[name], name) for name, count in waits.items() if not count]
    heapify(ready)
    found: dict[str, None] = {}
    while len(found) < len(waits):
        if not ready:
            ready = [min((settled_at[name], name) for name in waits if name not in found)]
        _, name = heappop(ready)
        if name in found:
            continue
        found[name] = None
        for next_ in after[name]:
            waits[next_] -= 1
            if not waits[next_]:
                heappush(ready, (settled_at[next_], next_))
    return list(found)
