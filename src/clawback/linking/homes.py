"""The home of each report: the whole that it names most of, else where the other things that it names lean."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet

from clawback.linking.grouping import Grouping, Moved
from clawback.linking.leaning import Leaning, best, put
from clawback.linking.naming import Naming

__all__ = ["Homes"]


class Homes:
    """`of` is each report's home, named by the lowest thing of its whole or by the one thing that founded it."""

    def __init__(self, naming: Naming, wholes: Grouping, torn: AbstractSet[int]) -> None:
        self.of: dict[int, int] = {}
        self.at: dict[int, set[int]] = {}
        self._naming, self._wholes = naming, wholes
        self._leaning = Leaning(naming, wholes, torn)

    def things_of(self, home: int) -> Collection[int]:
        """The things that hold a home together."""
        return self._wholes.members(home) or [home]

    def follow(self, reports: Iterable[int], changed: Collection[int], moved: Moved) -> set[int]:
        """Brings homes up to date; answers those that changed. The arguments are those of Leaning."""
        reports = set(reports)
        leant = self._leaning.follow(reports, changed, moved)
        things = {*changed, *moved, *leant}
        asked = reports.union(*(self._naming.counts_for(each) for each in things))
        touched = {*moved.values(), *leant.values(), *(self._leaning.of(each) for each in things)}
        for report in asked:
            touched |= self._move(report)
        return {each for each in touched if each is not None}

    def _move(self, report: int) -> set[int | None]:
        """Finds the report's home; answers it and the one before."""
        before, after = self.of.get(report), self._leaning.settled.get(report)
        if after is None:
            after = best(self._naming, report, self._leaning.of)
        if put(self.of, report, after):
            if before is not None:
                self.at[before].discard(report)
            if after is not None:
                self.at.setdefault(after, set()).add(report)
        return {before, after}
