"""Which claims get a shade of their own, and which share one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clawback.drawing.following import ORIGIN, Move
from clawback.drawing.palette import OTHERS, SHADES, Shade

__all__ = ["Shading", "shade_claims"]


@dataclass(frozen=True, slots=True)
class Shading:
    """`index` maps each claim to its shade; `shades`, `members` and `units` run parallel, others last."""

    index: Mapping[str, int]
    shades: Sequence[Shade]
    members: Sequence[Sequence[str]]
    units: Sequence[int]


def shade_claims(claims: Sequence[str], moves: Sequence[Move]) -> Shading:
    """Up to seven claims have their own shade; of more, the six largest do and the rest share the last one.

    Claims of which nothing was traced need none, unless there is nothing else to show.
    """
    traced: defaultdict[str, int] = defaultdict(int)
    for move in moves:
        if move.source.form == ORIGIN:
            traced[move.claim] += move.units
    moved = [claim for claim in claims if traced[claim]] or list(claims)[: len(SHADES)]
    own = moved
    if len(moved) > len(SHADES):
        largest = sorted(moved, key=lambda claim: -traced[claim])[: len(SHADES) - 1]
        own = [claim for claim in moved if claim in set(largest)]
    rest = [claim for claim in moved if claim not in set(own)]
    members = [[claim] for claim in own] + ([rest] if rest else [])
    return Shading(
        index={claim: i for i, group in enumerate(members) for claim in group},
        shades=[*SHADES[: len(own)], *([OTHERS] if rest else [])],
        members=members,
        units=[sum(traced[claim] for claim in group) for group in members],
    )
