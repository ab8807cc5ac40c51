"""Which groups are one operation's: two meet where two reports name things of both, and no thing is named twice.

So neither one report nor one thing joins two groups, however rare it is.
"""

from __future__ import annotations

from collections.abc import Collection

from clawback.linking.components import Components
from clawback.linking.grouping import Grouping, Moved
from clawback.linking.naming import Naming
from clawback.linking.weights import weights

__all__ = ["Meetings"]

_NONE: frozenset[int] = frozenset()
_Met = tuple[int, int, int]  # a report, and a thing of either group that it names


class Meetings:
    """A grouping whose groups that meet are one, named by the lowest name."""

    def __init__(self, naming: Naming, grouping: Grouping) -> None:
        self._naming, self._grouping = naming, grouping
        self._met: dict[int, set[int]] = {}
        self._sizes: dict[int, int] = {}  # group -> reports that name its things
        self._wholes = Components(self._joins, alone=True)

    def of(self, thing: int) -> int | None:
        """The whole that a thing is of."""
        group = self._grouping.of(thing)
        return None if group is None else self._wholes.of[group]

    def members(self, whole: int) -> Collection[int]:
        """The things of a whole."""
        return [
            each
            for group in self._wholes.members.get(whole, _NONE)
            for each in self._grouping.members(group)
        ]

    def follow(self, changed: Collection[int], moved: Moved) -> Moved:
        """Brings it up to date; answers the things of another whole now, or of another group of the grouping."""
        asked = {*moved.values(), *(self._grouping.of(each) for each in (*changed, *moved))}
        groups = {each for each in asked if each is not None}
        gone = {each for each in groups if not self._grouping.members(each)}
        before = {each: None if group is None else self._wholes.of.get(group) for each, group in moved.items()}
        ends = groups.union(*(self._remeet(each) for each in groups)) - gone
        regrouped = self._wholes.regroup(ends, gone)
        found: Moved = {
            each: whole for group, whole in regrouped.items() for each in self._grouping.members(group)
        }
        return found | before

    def _joins(self, group: int) -> Collection[int]:
        return self._met.get(group, _NONE)

    def _remeet(self, group: int) -> set[int]:
        """Sets whom the group meets; answers whom it met and does not now, or the other way round."""
        before, after = self._met.get(group, set()), self._meets(group)
        for other in after - before:
            self._met.setdefault(other, set()).add(group)
        for other in before - after:
            self._met[other].discard(group)
        if after:
            self._met[group] = after
        else:
            self._met.pop(group, None)
        return after ^ before

    def _meets(self, group: int) -> set[int]:
        named, group_of = self._naming.named, self._grouping.of
        met: dict[int, list[_Met]] = {}
        reports: set[int] = set()
        for thing in self._grouping.members(group):
            reports.update(self._naming.named_by[thing])
            for report in self._naming.named_by[thing]:
                for other in named[report]:
                    theirs = group_of(other)
                    if theirs is not None and theirs != group:
                        met.setdefault(theirs, []).append((report, thing, other))
        self._sizes[group] = len(reports)
        return {each for each, times in met.items() if self._is_enough(times, len(reports), each)}

    def _is_enough(self, times: list[_Met], reports: int, other: int) -> bool:
        """Two reports at least, and one of so many of the smaller group's: the larger two are, the more meet by chance."""
        least = max(2.0, weights().meeting * min(reports, self._sizes.get(other, reports)))
        return len({report for report, _, _ in times}) >= least and _apart(times)


def _apart(times: list[_Met]) -> bool:
    """Whether two of them have nothing in common."""
    if any(len(set(each)) < 2 for each in zip(*times, strict=True)):
        return False
    return any(
        all(mine != theirs for mine, theirs in zip(one, other, strict=True))
        for place, one in enumerate(times)
        for other in times[:place]
    )
