"""Which things are one group's: two are bound where two reports name both, or one where a third thing vouches for them.

A thing vouches for those that it stands beside in half of their reports. One report alone that names things of two
operations (its writer was robbed twice) binds nothing, and one thing alone that two operations use neither. A thing
that is *torn*, whose bound things fall into several groups once it is taken out, each of them held together without
it, is used by several operations: it binds nothing either. A single thing holds together without it that has most of
its reports to itself, as a script has that two of sixty reports name with what some bank has for everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from clawback.linking.components import Components
from clawback.linking.grouping import Moved
from clawback.linking.naming import STRONG, Naming, least_vouching
from clawback.linking.weights import weights

__all__ = ["Bonds"]

_NONE: frozenset[int] = frozenset()


class Bonds:
    """Groups of bound things; those that are `torn` are in none."""

    def __init__(self, naming: Naming) -> None:
        self.torn: set[int] = set()
        self._groups = Components(self._joins)
        self._naming = naming
        self._bound: dict[int, set[int]] = {}
        self._vouched: dict[int, frozenset[int]] = {}
        self._alone: dict[int, set[int]] = {}  # of what a thing is bound to, what needs it not

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
        beside = {each: self._beside(each) for each in changed}
        revouched = [each for each, found in beside.items() if self._be_vouched(each, found)]
        toggled = {pair for each, found in beside.items() for pair in self._rebind(each, found)}
        ends = {each for pair in toggled for each in pair}
        doubted = ends.union(*(self._bound.get(each, _NONE) for each in revouched))
        doubted.update(each for thing, found in beside.items() for each in self._weigh(thing, found))
        for one, other in toggled:
            doubted |= self._bound.get(one, _NONE) & self._bound.get(other, _NONE)
        turned = {each for each in doubted if self._retear(each)}
        near = (each for one in turned for each in self._bound.get(one, _NONE))
        moved = self._groups.regroup(ends.union(turned, near))
        return {each: self._groups.of.get(each) for each in turned} | moved

    def _joins(self, thing: int) -> Collection[int]:
        """What a thing is grouped with."""
        return _NONE if thing in self.torn else self._bound.get(thing, _NONE) - self.torn

    def _beside(self, thing: int) -> Counter[int]:
        """In how many of its reports each other thing stands, where it may be bound."""
        naming = self._naming
        if naming.standing(thing).use != STRONG:
            return Counter()
        found = Counter(each for report in naming.named_by[thing] for each in naming.named[report])
        del found[thing]
        return found

    def _be_vouched(self, thing: int, beside: Counter[int]) -> bool:
        """Sets what vouches for the thing; answers whether that is otherwise than before."""
        least = least_vouching(len(self._naming.named_by.get(thing, ())))
        found = frozenset(
            each for each, reports in beside.items() if reports >= least and self._naming.standing(each).use
        )
        before = self._vouched.pop(thing, _NONE)
        if found:
            self._vouched[thing] = found
        return found != before

    def _rebind(self, thing: int, beside: Counter[int]) -> list[tuple[int, int]]:
        """Sets what the thing is bound to; answers the pairs that came or went."""
        before = self._bound.get(thing, _NONE)
        vouched = self._vouched.get(thing, _NONE)
        after = {
            other
            for other, reports in beside.items()
            if self._naming.standing(other).use == STRONG
            and (reports > 1 or not vouched.isdisjoint(self._vouched.get(other, _NONE)))
        }
        for other in after - before:
            self._bound.setdefault(other, set()).add(thing)
        for other in before - after:
            self._bound[other].discard(thing)
            self._put(thing, other, alone=False)
            self._put(other, thing, alone=False)
        if after:
            self._bound[thing] = after
        else:
            self._bound.pop(thing, None)
        return [(thing, other) for other in after ^ before]

    def _put(self, thing: int, other: int, alone: bool) -> bool:
        """Whether what is set, that the other needs the thing not, is otherwise than before."""
        if alone == (other in self._alone.get(thing, _NONE)):
            return False
        if alone:
            self._alone.setdefault(thing, set()).add(other)
        else:
            self._alone[thing].discard(other)
            if not self._alone[thing]:
                del self._alone[thing]
        return True

    def _weigh(self, thing: int, beside: Counter[int]) -> list[int]:
        """Sets which of two bound things needs the other not; answers those of which that is otherwise than before."""
        return [
            its
            for other in self._bound.get(thing, _NONE)
            for one, its in ((thing, other), (other, thing))
            if self._put(its, one, self._stands_alone(one, its, beside[other]))
        ]

    def _stands_alone(self, one: int, beside: int, both: int) -> bool:
        """Whether few of a thing's reports name the other, nor are they most of the other's; so many name both."""
        own, others = len(self._naming.named_by[one]), len(self._naming.named_by[beside])
        return own >= weights().alone_from and both < weights().alone * own and 2 * both <= others

    def _retear(self, thing: int) -> bool:
        """Whether the thing is torn now and was not, or the other way round."""
        torn = self._is_torn(thing)
        if torn == (thing in self.torn):
            return False
        (self.torn.add if torn else self.torn.discard)(thing)
        return True

    def _is_torn(self, thing: int) -> bool:
        left = set(self._bound.get(thing, _NONE))
        vouches: dict[int, set[int]] = {}
        for each in left:
            for voucher in self._vouched.get(each, _NONE) - {thing}:
                vouches.setdefault(voucher, set()).add(each)
        held = 0
        while left and held < 2:
            first = left.pop()
            held += self._reached(first, left, vouches) > 1 or first in self._alone.get(thing, _NONE)
        return held > 1

    def _reached(self, first: int, left: set[int], vouches: dict[int, set[int]]) -> int:
        """Takes out of `left` what holds together with the first, bound or vouched for; answers how many they are."""
        edge, reached = [first], 1
        while edge:
            thing = edge.pop()
            found = self._bound.get(thing, _NONE) & left
            for voucher in self._vouched.get(thing, _NONE):
                found |= vouches.pop(voucher, _NONE) & left
            left -= found
            reached += len(found)
            edge += found
        return reached
