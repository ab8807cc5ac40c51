"""From moves to streams between bars, in steps that time keeps apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clawback.drawing.following import HELD, Move
from clawback.drawing.gathering import Bar, Gathering
from clawback.drawing.rows import MoneyFlow
from clawback.drawing.shading import Shading

__all__ = ["Stream", "peaks", "step_times", "streams_of"]


class Stream(NamedTuple):
    """What one transfer carries between two bars; `units` per shade. `step` counts from 0."""

    step: int
    time: int
    source: Bar
    target: Bar
    units: tuple[int, ...]


def streams_of(
    flow: MoneyFlow, moves: Sequence[Move], gathering: Gathering, shading: Shading
) -> list[Stream]:
    """The streams in ledger order.

    A step holds transfers of one instant none of which pays on what another of them brought; so a chain
    that settles within one microsecond still runs to the right. Moves inside one bar are left out.
    """
    joined: defaultdict[tuple[int, Bar, Bar], list[int]] = defaultdict(lambda: [0] * len(shading.units))
    for move in moves:
        source, target = gathering.bars[move.source], gathering.bars[move.target]
        if source != target:
            joined[move.row, source, target][shading.index[move.claim]] += move.units
    streams: list[Stream] = []
    step = -1
    reached: dict[Bar, int] = {}
    for (row, source, target), units in joined.items():
        time = flow.transfers[row].settled_at
        if not streams or time != streams[-1].time or reached.get(source, row) != row:
            step, reached = step + 1, {}
        reached.setdefault(target, row)
        streams.append(Stream(step, time, source, target, tuple(units)))
    return streams


def step_times(streams: Sequence[Stream]) -> list[int]:
    """The time of each step, never falling."""
    times = {stream.step: stream.time for stream in streams}
    return list(times.values())


def peaks(streams: Sequence[Stream]) -> Mapping[Bar, int]:
    """The most each bar held at one time, or all that began or ended in it, in minor units."""
    now: defaultdict[Bar, int] = defaultdict(int)
    most: defaultdict[Bar, int] = defaultdict(int)
    for stream in streams:
        total = sum(stream.units)
        for bar, units in ((stream.source, -total), (stream.target, total)):
            now[bar] += units
            most[bar] = max(most[bar], now[bar] if bar.form == HELD else abs(now[bar]))
    return most
