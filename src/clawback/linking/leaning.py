"""Where things belong that are bound to none: with the reports that name them, if those agree.

Each report is settled in the group of most bits that it names. A thing of no group leans to the group where the
reports that name it are settled by other things, if enough of them are, and nearly all in the same. At the last step
a thing founds a group of its own where hardly any of them is settled. So one thing adds reports to an operation, and
never joins two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from collections.abc import Set as AbstractSet

from clawback.linking.grouping import Grouping, Moved
from clawback.linking.naming import NOTHING, STRONG, Naming
from clawback.linking.weights import weights

__all__ = ["Leaning", "best", "put"]


class Leaning:
    """A grouping with the things that lean to its groups; with those that found one where `torn` says which cannot."""

    def __init__(self, naming: Naming, grouping: Grouping, torn: AbstractSet[int] | None = None) -> None:
        self.settled: dict[int, int] = {}
        self._naming, self._grouping = naming, grouping
        self._torn = torn
        self._leans: dict[int, int] = {}
        self._at: dict[int, set[int]] = {}

    def of(self, thing: int) -> int | None:
        """The group that a thing is of, or leans to."""
        group = self._grouping.of(thing)
        return self._leans.get(thing) if group is None else group

    def members(self, group: int) -> Collection[int]:
        """The things of a group, and those that lean to it."""
        own, leaning = self._grouping.members(group), self._at.get(group)
        return [*own, *leaning] if own and leaning else own

    def follow(self, reports: Iterable[int], changed: Collection[int], moved: Moved) -> Moved:
        """Brings it up to date; answers the things of another group now, leaning or not.

        `reports` are new, or name other things than before; `changed` things are judged anew; `moved` are those of the
        grouping that are of another group.
        """
        things = {*changed, *moved}
        asked = {*reports, *(each for thing in things for each in self._naming.counts_for(thing))}
        resettled = [
            each for each in asked if put(self.settled, each, best(self._naming, each, self._grouping.of))
        ]
        things.update(each for report in resettled for each in self._naming.named[report])
        return {thing: before for thing in things for before in self._lean(thing, moved)}

    def _lean(self, thing: int, moved: Moved) -> list[int | None]:
        """The group before, where it is another now."""
        group, leant = self._grouping.of(thing), self._leans.get(thing)
        before = moved.get(thing, group)
        before = leant if before is None else before
        leans = self._leans_to(thing) if group is None else None
        if put(self._leans, thing, leans):
            if leant is not None:
                self._at[leant].discard(thing)
            if leans is not None:
                self._at.setdefault(leans, set()).add(thing)
        return [before] if before != (leans if group is None else group) else []

    def _leans_to(self, thing: int) -> int | None:
        use = self._naming.standing(thing).use
        if use == NOTHING:
            return None
        by = self._naming.named_by[thing]
        groups = Counter(self.settled[each] for each in by if each in self.settled)
        if not groups or groups.total() < weights().settled * len(by):
            founds = use == STRONG and self._torn is not None and thing not in self._torn
            return thing if founds else None
        group, most = min(groups.items(), key=lambda each: (-each[1], each[0]))
        return group if most >= weights().agreed * groups.total() else None


def best(naming: Naming, report: int, group_of: Callable[[int], int | None]) -> int | None:
    """The group of most bits, of those that are enough for a link; the lowest where two have as many."""
    bits: dict[int, float] = {}
    for thing in sorted(naming.named[report]):
        group = group_of(thing)
        if group is not None:
            bits[group] = bits.get(group, 0.0) + naming.worth(thing, report)
    enough = [(-together, group) for group, together in bits.items() if together >= weights().link]
    return min(enough)[1] if enough else None


def put(places: dict[int, int], key: int, value: int | None) -> bool:
    """Sets or takes away; answers whether it was otherwise before."""
    if places.get(key) == value:
        return False
    if value is None:
        del places[key]
    else:
        places[key] = value
    return True
