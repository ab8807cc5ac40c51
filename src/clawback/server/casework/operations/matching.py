"""Which operation goes on in which group, when linking found groups anew; and how many are looked at in one go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

__all__ = ["Group", "matched", "portions"]

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


def portions(groups: Iterable[Group], stood_in: Mapping[int, int], least: int) -> Iterator[set[int]]:
    """Reports of groups and of operations, some `least` at a time: what shares a group or an operation stays together,
    so that each portion may be matched by itself."""
    group_of = {report: group for group in groups for report in group}
    members: defaultdict[int, list[int]] = defaultdict(list)
    for report, operation in stood_in.items():
        members[operation].append(report)
    portion: set[int] = set()
    done: set[int] = set()
    for report in sorted(group_of.keys() | stood_in.keys()):
        asked = [] if report in done else [report]
        while asked:
            each = asked.pop()
            if each not in done:
                done.add(each)
                portion.add(each)
                asked += group_of.get(each, ())
                asked += members[stood_in[each]] if each in stood_in else ()
        if len(portion) >= least:
            yield portion
            portion = set()
    if portion:
        yield portion
