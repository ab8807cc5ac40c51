"""Bars: one stepped outline per claim's slice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clawback.drawing.profiles import Profile
from clawback.drawing.stacks import Measure
from clawback.drawing.svg import number

__all__ = ["grain_of", "slices"]

_MOST_PIECES = 7_000
_COARSEST = 64.0

_Piece = tuple[float, float, float, float]


def grain_of(profiles: Iterable[Profile]) -> float:
    """How close steps have to be to be drawn as one, so that all bars together stay within 7,000 steps."""
    every, grain = list(profiles), 0.5
    while grain < _COARSEST and sum(_pieces(profile, grain) for profile in every) > _MOST_PIECES:
        grain *= 2
    return grain


def _pieces(profile: Profile, grain: float) -> int:
    return sum(len(amounts) - amounts.count(0) for _, amounts in _joined(profile, grain))


def slices(profile: Profile, measure: Measure, top: float, grain: float) -> list[str]:
    """One path per shade, empty where the bar never holds any; steps closer than `grain` are joined."""
    states = _joined(profile, grain)
    edges = [measure.edges(amounts) for _, amounts in states]
    ends = [*(x for x, _ in states[1:]), profile.end]
    paths: list[str] = []
    for shade in range(len(states[0][1])):
        pieces = [
            (x, end, top + edge[shade], top + edge[shade + 1])
            for (x, amounts), end, edge in zip(states, ends, edges, strict=True)
            if amounts[shade] and end > x
        ]
        paths.append("".join(map(_stairs, _runs(pieces))))
    return paths


def _joined(profile: Profile, grain: float) -> list[tuple[float, tuple[int, ...]]]:
    """The later of two joined states counts, unless nothing is left in it: a short stay is still shown."""
    states: list[tuple[float, tuple[int, ...]]] = []
    for x, amounts in profile.states:
        held = tuple(max(units, 0) for units in amounts)
        if states and x - states[-1][0] < grain:
            if any(held):
                states[-1] = states[-1][0], held
        else:
            states.append((x, held))
    return states


def _runs(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Pieces that follow on without a gap."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        if runs and runs[-1][-1][1] == piece[0]:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _stairs(run: Sequence[_Piece]) -> str:
    path = [f"M{number(run[0][0])} {number(run[0][2])}"]
    upper = run[0][2]
    for _, end, top, _ in run:
        path.append(("" if top == upper else f"V{number(top)}") + f"H{number(end)}")
        upper = top
    lower = None
    for start, _, _, bottom in reversed(run):
        path.append(("" if bottom == lower else f"V{number(bottom)}") + f"H{number(start)}")
        lower = bottom
    return "".join(path) + "Z"
