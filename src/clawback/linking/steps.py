"""From things that reports name to each report's home, by steps that each look no farther than one report."""

from __future__ import annotations

from collections.abc import Collection

from clawback.linking.bonds import Bonds
from clawback.linking.grouping import Grouping
from clawback.linking.homes import Homes
from clawback.linking.leaning import Leaning
from clawback.linking.meetings import Meetings
from clawback.linking.naming import Naming

__all__ = ["Steps"]

_TIMES = 2


class Steps:
    """Things are bound; twice, others lean to their groups, and groups that meet are one; then reports go home."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._bonds = Bonds(naming)
        self._between: list[tuple[Leaning, Meetings]] = []
        grouping: Grouping = self._bonds
        for _ in range(_TIMES):
            leaning = Leaning(naming, grouping)
            grouping = Meetings(naming, leaning)
            self._between.append((leaning, grouping))
        self.homes = Homes(naming, grouping, self._bonds.torn)

    def follow(self, reports: Collection[int], changed: set[int], toggled: Collection[int]) -> set[int]:
        """Brings every step up to date with new reports and changed things; answers the homes that changed.

        `toggled` are those of the things that serve everybody now and did not, or the other way round.
        """
        changed = changed.union(*(self._naming.vouched_by(each) for each in toggled))
        moved = self._bonds.follow(changed)
        for leaning, meetings in self._between:
            moved = meetings.follow(changed, toggled, leaning.follow(reports, changed, moved))
        return self.homes.follow(reports, changed, moved)
