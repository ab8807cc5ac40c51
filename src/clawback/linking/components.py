"""Connected components, kept while edges come and go."""

from __future__ import annotations

from collections.abc import Callable, Collection

__all__ = ["Components"]


class Components:
    """`of` names each member's component by its lowest member; what stands alone is in none unless `alone`."""

    def __init__(self, near: Callable[[int], Collection[int]], *, alone: bool = False) -> None:
        self.of: dict[int, int] = {}
        self.members: dict[int, frozenset[int]] = {}
        self._near = near
        self._least = 1 if alone else 2

    def regroup(self, touched: set[int], gone: Collection[int] = ()) -> dict[int, int | None]:
        """After the edges of `touched` changed; answers who is of another component now, with the one before.

        `gone` are members no more.
        """
        around = touched.union(*(self._near(each) for each in touched), gone)
        old = {self.of[each] for each in around if each in self.of}
        before: dict[int, int | None] = {each: name for name in old for each in self.members.pop(name)}
        for each in before:
            del self.of[each]
        left = (before.keys() | around) - set(gone)
        asked = left.union(gone)
        while left:
            self._gather(left)
        return {each: before.get(each) for each in asked if before.get(each) != self.of.get(each)}

    def _gather(self, left: set[int]) -> None:
        """Takes one out of `left` with whatever is connected to it."""
        start = left.pop()
        reached, edge = {start}, [start]
        while edge:
            found = set(self._near(edge.pop())) - reached
            reached |= found
            edge += found
        left -= reached
        if len(reached) >= self._least:
            name = min(reached)
            self.members[name] = frozenset(reached)
            self.of.update(dict.fromkeys(reached, name))
