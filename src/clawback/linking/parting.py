"""The operations within a home: parted where it was silent too long, and where a person cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from clawback.linking.naming import NOTHING, Naming
from clawback.linking.weights import weights

__all__ = ["parted", "spans"]


def spans(naming: Naming, reports: Iterable[int], bits: float) -> Iterator[list[int]]:
    """The reports in order of time, parted where what holds them fades below a link from one to the next."""
    ordered = sorted(reports, key=lambda each: (naming.received[each], each))
    part: list[int] = []
    for report in ordered:
        if part:
            gap = naming.received[report] - naming.received[part[-1]]
            if weights().faded(bits, gap) < weights().link:
                yield part
                part = []
        part.append(report)
    if part:
        yield part


def parted(naming: Naming, reports: list[int], cuts: Mapping[int, AbstractSet[int]]) -> list[list[int]]:
    """Parts in none of which two reports stand that a person cut.

    Each report that was cut goes, in order of number, to the part that it shares most with, of those that it may join;
    then the others go, nearest first, to the part that they share most with.
    """
    inside = set(reports)
    ends = [each for each in sorted(inside) if cuts.get(each, frozenset()) & inside]
    if not ends:
        return [sorted(reports)]
    parts: list[list[int]] = []
    for report in ends:
        open_to = [each for each in parts if not cuts[report] & set(each)]
        best = _nearest(naming, report, open_to)
        if best is None:
            parts.append([report])
        else:
            best.append(report)
    _fill(naming, parts, inside - set(ends))
    return [sorted(each) for each in parts]


def _fill(naming: Naming, parts: list[list[int]], left: set[int]) -> None:
    """Round by round, so that it does not matter who is asked first; who shares nothing goes with the first part."""
    while left:
        chosen = [(each, _nearest(naming, each, parts)) for each in sorted(left)]
        found = [(each, part) for each, part in chosen if part is not None]
        for report, part in found or [(each, parts[0]) for each in sorted(left)]:
            part.append(report)
            left.discard(report)


def _nearest(naming: Naming, report: int, parts: list[list[int]]) -> list[int] | None:
    best, most = None, 0.0
    for part in parts:
        there = {thing for each in part for thing in naming.named[each]}
        bits = sum(
            naming.worth(thing, report)
            for thing in sorted(naming.named[report])
            if thing in there and naming.standing(thing).use != NOTHING
        )
        if bits > most:
            best, most = part, bits
    return best
