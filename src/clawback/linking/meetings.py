"""Which groups are one operation's: two meet where two reports name things of both, and no thing is named twice; or
where one does, and a third thing stands in many reports of either.

So neither one report nor one thing joins two groups, however rare it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from clawback.linking.components import Components
from clawback.linking.grouping import Grouping, Moved
from clawback.linking.leaning import put
from clawback.linking.naming import Naming, least_vouching
from clawback.linking.weights import weights

__all__ = ["Meetings"]

_NONE: frozenset[int] = frozenset()
_Met = tuple[int, int, int]  # a report, and a thing of either group that it names


class Meetings:
    """A grouping whose groups that meet are one, named by the lowest name."""

    def __init__(self, naming: Naming, grouping: Grouping) -> None:
        self._naming, self._grouping = naming, grouping
        self._met: dict[int, set[int]] = {}
        self._reports: dict[int, int] = {}  # how many name a group's things,
        self._vouched: dict[int, frozenset[int]] = {}  # and what nearly all of them name besides
        self._wholes = Components(self._joins, alone=True)
        self._of: dict[int, int] = {}  # said of each thing: it is asked for far more often than it changes

    def of(self, thing: int) -> int | None:
        """The whole that a thing is of."""
        return self._of.get(thing)

    def members(self, whole: int) -> Collection[int]:
        """The things of a whole."""
        return [
            each for group in self._wholes.members.get(whole, _NONE) for each in self._grouping.members(group)
        ]

    def follow(self, changed: Collection[int], toggled: Collection[int], moved: Moved) -> Moved:
        """Brings it up to date; answers the things of another whole now, or of another group of the grouping.

        `toggled` are things that serve everybody now and did not, or the other way round.
        """
        asked = {*moved.values(), *(self._grouping.of(each) for each in (*changed, *moved))}
        if self._reports:  # else every group is new, and asked about
            asked.update(group for each in toggled for group in self._vouched_by(each))
        groups = {each for each in asked if each is not None}
        gone = {each for each in groups if not self._grouping.members(each)}
        before = {
            each: None if group is None else self._wholes.of.get(group) for each, group in moved.items()
        }
        ends = groups.union(*(self._remeet(each) for each in groups)) - gone
        regrouped = self._wholes.regroup(ends, gone)
        found: Moved = {
            each: whole for group, whole in regrouped.items() for each in self._grouping.members(group)
        }
        found |= before
        for each in found:
            group = self._grouping.of(each)
            put(self._of, each, None if group is None else self._wholes.of[group])
        return found

    def _vouched_by(self, thing: int) -> list[int]:
        """The groups in enough of whose reports a thing stands, whatever it is good for."""
        beside: Counter[int] = Counter()
        for report in self._naming.named_by.get(thing, ()):
            of = {self._grouping.of(each) for each in self._naming.named[report]}
            beside.update(each for each in of if each is not None)
        return [each for each, times in beside.items() if times >= least_vouching(self._reports.get(each, 0))]

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
        reports = {each for thing in self._grouping.members(group) for each in self._naming.named_by[thing]}
        self._reports[group] = len(reports)
        self._vouched[group] = self._naming.vouching(reports)
        met: dict[int, list[_Met]] = {}
        for report in reports:
            groups = [(each, group_of(each)) for each in named[report]]
            mine = [each for each, of in groups if of == group]
            for other, theirs in groups:
                if theirs is not None and theirs != group:
                    met.setdefault(theirs, []).extend((report, each, other) for each in mine)
        return {each for each, times in met.items() if self._is_enough(group, each, times)}

    def _is_enough(self, one: int, other: int, times: list[_Met]) -> bool:
        """The larger two groups are, the more of their reports meet by chance."""
        smaller = min(self._reports[one], self._reports.get(other, 0))
        reports = len({report for report, _, _ in times})
        both = self._vouched[one] & self._vouched.get(other, _NONE)
        if any(self._naming.things[each].kind != "text" for each in both):
            return reports >= weights().vouched * smaller
        return reports >= (weights().vouched if both else weights().meeting) * smaller and _apart(times)


def _apart(times: list[_Met]) -> bool:
    """Whether two of them have nothing in common."""
    if any(len(set(each)) < 2 for each in zip(*times, strict=True)):
        return False
    return any(
        all(mine != theirs for mine, theirs in zip(one, other, strict=True))
        for place, one in enumerate(times)
        for other in times[:place]
    )
