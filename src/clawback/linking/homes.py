"""The home of each report: the group of bound things that it names, else where what else it names belongs.

A thing that is bound to none belongs where the reports that name it are at home by other things, if they agree; where
hardly any of them has a home it founds one, for those that have none. So one thing adds reports to an operation, and
never joins two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from clawback.linking.bonds import Bonds
from clawback.linking.naming import NOTHING, STRONG, Naming
from clawback.linking.weights import weights

__all__ = ["Homes"]


class Homes:
    """`of` is each report's home, named by the lowest thing of its group or by the one thing that founded it."""

    def __init__(self, naming: Naming, bonds: Bonds) -> None:
        self.of: dict[int, int] = {}
        self.at: dict[int, set[int]] = {}
        self._naming, self._bonds = naming, bonds
        self._bound: dict[int, int] = {}  # report -> its home by bound things alone
        self._belongs: dict[int, int] = {}  # thing of no group -> the home where it belongs

    def follow(self, reports: Iterable[int], changed: Iterable[int], moved: Mapping[int, int | None]) -> set[int]:
        """Brings homes up to date; answers those whose reports or things changed.

        `reports` are new, or name other things than before; `changed` things are judged anew; `moved` are of another
        group, each with the one before.
        """
        asked = {*reports, *(each for thing in {*changed, *moved} for each in self._by(thing))}
        resettled = [each for each in asked if self._settle(each)]
        doubted = {*changed, *moved, *(each for report in resettled for each in self._naming.named[report])}
        for thing in doubted:
            if self._place(thing):
                asked.update(self._by(thing))
        touched = {self._bonds.group_of[each] for each in {*changed, *moved} if each in self._bonds.group_of}
        touched.update(each for each in moved.values() if each is not None)
        for report in asked.union(resettled):
            touched |= self._move(report)
        return touched

    def _by(self, thing: int) -> Iterable[int]:
        """The reports that a thing may move."""
        return self._naming.named_by.get(thing, ()) if self._naming.standing(thing).use else ()

    def _settle(self, report: int) -> bool:
        """Finds the report's home by bound things; answers whether it is another."""
        group_of = self._bonds.group_of
        found = self._best(report, group_of)
        return _set(self._bound, report, found)

    def _best(self, report: int, homes: Mapping[int, int]) -> int | None:
        """The home of most bits, of those that are enough for a link; the lowest where two have as many."""
        bits: dict[int, float] = {}
        for thing in sorted(self._naming.named[report]):
            home = homes.get(thing)
            if home is not None:
                bits[home] = bits.get(home, 0.0) + self._naming.worth(thing, report)
        enough = [(-sum_of, home) for home, sum_of in bits.items() if sum_of >= weights().link]
        return min(enough)[1] if enough else None

    def _place(self, thing: int) -> bool:
        """Finds where the thing belongs; answers whether that is elsewhere than before."""
        return _set(self._belongs, thing, self._home_of(thing))

    def _home_of(self, thing: int) -> int | None:
        use = self._naming.standing(thing).use
        if use == NOTHING or thing in self._bonds.group_of:
            return None
        by = self._naming.named_by[thing]
        homes = Counter(self._bound[each] for each in by if each in self._bound)
        settled = homes.total()
        if settled and settled >= weights().settled * len(by):
            home, most = min(homes.items(), key=lambda each: (-each[1], each[0]))
            return home if most >= weights().agreed * settled else None
        return thing if use == STRONG and thing not in self._bonds.torn else None

    def _move(self, report: int) -> set[int]:
        """Finds the report's home; answers it and the one before."""
        before = self.of.get(report)
        after = self._bound.get(report)
        if after is None:
            after = self._best(report, self._belongs)
        if _set(self.of, report, after):
            if before is not None:
                self.at[before].discard(report)
            if after is not None:
                self.at.setdefault(after, set()).add(report)
        return {each for each in (before, after) if each is not None}


def _set(places: dict[int, int], key: int, value: int | None) -> bool:
    """Sets or takes away; answers whether it was otherwise before."""
    if places.get(key) == value:
        return False
    if value is None:
        del places[key]
    else:
        places[key] = value
    return True
