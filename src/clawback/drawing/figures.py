"""The sums that a picture states: by kind, by bar, and what was traced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clawback.drawing.following import HELD, AccountKey, Move
from clawback.drawing.gathering import Bar, Gathering
from clawback.drawing.rows import KINDS, MoneyFlow

__all__ = ["Figures", "figures_of"]


@dataclass(frozen=True, slots=True)
class Figures:
    """Minor units: `traced` in all, `kinds` those that are not zero (standing always), `bars` what began,
    stands or ended in each bar; `claims` counts the traced claims, `begun` names those that began at an account."""

    traced: int
    claims: int
    kinds: Mapping[str, int]
    bars: Mapping[Bar, int]
    begun: Mapping[AccountKey, Sequence[str]]


def figures_of(flow: MoneyFlow, moves: Sequence[Move], gathering: Gathering) -> Figures:
    """The sums of a flow whose positions and transfers agree (following.follow has seen to it)."""
    bars: defaultdict[Bar, int] = defaultdict(int)
    begun: defaultdict[AccountKey, list[str]] = defaultdict(list)
    for move in moves:
        bars[gathering.bars[move.target]] += move.units
        source = move.source
        if source.form == HELD:
            bars[gathering.bars[source]] -= move.units
            continue
        bars[gathering.bars[source]] += move.units
        if move.claim not in begun[source.account]:
            begun[source.account].append(move.claim)
    kinds = dict.fromkeys(KINDS, 0)
    for position in flow.positions:
        kinds[position.kind] += sum(position.parts.values())
    shown = {kind: units for kind, units in kinds.items() if units or kind == "standing"}
    return Figures(sum(kinds.values()), sum(map(len, begun.values())), shown, bars, begun)
