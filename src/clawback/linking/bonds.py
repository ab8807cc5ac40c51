"""Which things are one operation's: two are bound where two reports at least name both.

One report that names things of two operations (its writer was robbed twice) binds nothing. A thing that is *torn*,
whose bound things fall into several groups once it is taken out, each of them held together without it, is used by
several operations: it binds nothing either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from clawback.linking.naming import STRONG, Naming

__all__ = ["Bonds"]

_NONE: frozenset[int] = frozenset()


class Bonds:
    """`group_of` names each bound thing's group by its lowest id; `torn` things are in none."""

    def __init__(self, naming: Naming) -> None:
        self.group_of: dict[int, int] = {}
        self.groups: dict[int, frozenset[int]] = {}
        self.torn: set[int] = set()
        self._naming = naming
        self._bound: dict[int, set[int]] = {}

    def follow(self, changed: Iterable[int]) -> dict[int, int | None]:
        """Brings bonds up to date with the changed things; answers those of another group now, with the one before."""
        toggled = {pair for each in changed for pair in self._rebind(each)}
        ends = {each for pair in toggled for each in pair}
        doubted = set(ends)
        for one, other in toggled:
            doubted |= self._bound.get(one, _NONE) & self._bound.get(other, _NONE)
        turned = {each for each in doubted if self._retear(each)}
        moved = self._regroup(ends | turned)
        return {each: self.group_of.get(each) for each in turned} | moved

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
        beside = Counter(
            other for report in naming.named_by[thing] for other in naming.named[report] if other != thing
        )
        return {
            other
            for other, reports in beside.items()
            if reports > 1 and naming.standing(other).use == STRONG
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
            reached = self._reached(left.pop(), left)
            held += len(reached) > 1
        return held > 1

    def _reached(self, start: int, left: set[int]) -> set[int]:
        """Takes out of `left` what is bound to the start through others of it; answers them with the start."""
        reached, edge = {start}, [start]
        while edge:
            found = self._bound.get(edge.pop(), _NONE) & left
            left -= found
            reached |= found
            edge += found
        return reached

    def _regroup(self, touched: set[int]) -> dict[int, int | None]:
        """Groups anew whatever the touched things were grouped with, and are now."""
        near = touched.union(*(self._bound.get(each, _NONE) for each in touched))
        old = {self.group_of[each] for each in near if each in self.group_of}
        before: dict[int, int | None] = {each: group for group in old for each in self.groups.pop(group)}
        for each in before:
            del self.group_of[each]
        left = before.keys() | touched
        while left:
            self._group(left.pop(), left)
        return {
            each: before.get(each)
            for each in before.keys() | touched
            if before.get(each) != self.group_of.get(each)
        }

    def _group(self, start: int, left: set[int]) -> None:
        if start in self.torn or not self._bound.get(start):
            return
        reached, edge = {start}, [start]
        while edge:
            found = self._bound[edge.pop()] - self.torn - reached
            reached |= found
            edge += found
        left -= reached
        if len(reached) > 1:
            name = min(reached)
            self.groups[name] = frozenset(reached)
            self.group_of.update(dict.fromkeys(reached, name))
