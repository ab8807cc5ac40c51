"""Which things are one group's: two are bound where two reports at least name both.

One report that names things of two operations (its writer was robbed twice) binds nothing. A thing that is *torn*,
whose bound things fall into several groups once it is taken out, each of them held together without it, is used by
several operations: it binds nothing either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from clawback.linking.components import Components
from clawback.linking.grouping import Moved
from clawback.linking.naming import STRONG, Naming

__all__ = ["Bonds"]

_NONE: frozenset[int] = frozenset()


class Bonds:
    """Groups of bound things; those that are `torn` are in none."""

    def __init__(self, naming: Naming) -> None:
        self.torn: set[int] = set()
        self._groups = Components(self._joins)
        self._naming = naming
        self._bound: dict[int, set[int]] = {}

    def of(self, thing: int) -> int | None:
        """The group of a thing, named by the lowest of it."""
        return self._groups.of.get(thing)

    def members(self, group: int) -> Collection[int]:
        """The things of a group."""
        return self._groups.members.get(group, _NONE)

    def follow(self, changed: Iterable[int]) -> Moved:
        """Brings bonds up to date with the changed things; answers those of another group now, with the one before.

        What is torn now, or is no longer, is among them.
        """
        toggled = {pair for each in changed for pair in self._rebind(each)}
        ends = {each for pair in toggled for each in pair}
        doubted = set(ends)
        for one, other in toggled:
            doubted |= self._bound.get(one, _NONE) & self._bound.get(other, _NONE)
        turned = {each for each in doubted if self._retear(each)}
        near = (each for one in turned for each in self._bound.get(one, _NONE))
        moved = self._groups.regroup(ends.union(turned, near))
        return {each: self._groups.of.get(each) for each in turned} | moved

    def _joins(self, thing: int) -> Collection[int]:
        """What a thing is grouped with."""
        return _NONE if thing in self.torn else self._bound.get(thing, _NONE) - self.torn

    def _rebind(self, thing: int) -> list[tuple[int, int]]:
        """Sets what the thing is bound to; answers the pairs that came or went."""
        before, after = self._bound.get(thing, _NONE), self._binds(thing)
        for other in after - before:
            self._bound.setdefault(other, set()).add(thing)
        for other in before - after:
            self._bound[other].discard(thing)
        if after:
            self._bound[thing] = after
        else:
            self._bound.pop(thing, None)
        return [(thing, other) for other in after ^ before]

    def _binds(self, thing: int) -> set[int]:
        naming = self._naming
        if naming.standing(thing).use != STRONG:
            return set()
        beside = Counter(each for report in naming.named_by[thing] for each in naming.named[report])
        return {
            other
            for other, reports in beside.items()
            if reports > 1 and other != thing and naming.standing(other).use == STRONG
        }

    def _retear(self, thing: int) -> bool:
        """Whether the thing is torn now and was not, or the other way round."""
        torn = self._is_torn(thing)
        if torn == (thing in self.torn):
            return False
        (self.torn.add if torn else self.torn.discard)(thing)
        return True

    def _is_torn(self, thing: int) -> bool:
        left = set(self._bound.get(thing, _NONE))
        held = 0
        while left and held < 2:
            held += self._reached(left) > 1
        return held > 1

    def _reached(self, left: set[int]) -> int:
        """Takes one out of `left` with what is bound to it through others of it; answers how many they are."""
        edge, reached = [left.pop()], 1
        while edge:
            found = self._bound.get(edge.pop(), _NONE) & left
            left -= found
            reached += len(found)
            edge += found
        return reached
