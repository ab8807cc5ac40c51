"""Which operation goes on in which group, when linking found groups anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

__all__ = ["Group", "matched"]

Group = tuple[int, ...]
"""Reports, by number."""


def matched(
    groups: Iterable[Group], stood_in: Mapping[int, int], worked: Collection[int]
) -> dict[Group, int | None]:
    """Group -> the operation that goes on in it, None for a new one.

    `stood_in` is the operation that a report stood in before. An operation goes on where most of its reports are; of
    several that one group has reports of, one that is `worked` does, then the one with most, then the oldest.
    """
    found: dict[Group, int | None] = dict.fromkeys(groups)
    shared = [
        (operation not in worked, -reports, operation, group)
        for group in found
        for operation, reports in Counter(stood_in[each] for each in group if each in stood_in).items()
    ]
    taken: set[int] = set()
    for _, _, operation, group in sorted(shared):
        if found[group] is None and operation not in taken:
            found[group] = operation
            taken.add(operation)
    return found
