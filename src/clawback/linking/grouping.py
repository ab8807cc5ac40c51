"""Things in groups, step by step coarser: bound, leaning, met; what each step asks of the one before."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

__all__ = ["Grouping", "Moved"]

Moved = dict[int, int | None]
"""Things of another group now, or of none, each with the group before."""


class Grouping(Protocol):
    """Groups are named by the lowest of the bound things that made them."""

    def of(self, thing: int) -> int | None:
        """The group of a thing."""

    def members(self, group: int) -> Collection[int]:
        """The things of a group; none where there is no such group."""
