"""Times on the axis: round ones, coarse before fine, wherever they find room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from clawback.clock import from_micros, to_micros
from clawback.drawing.scale import TimeScale
from clawback.drawing.widths import text_width

__all__ = ["SIZE", "Tick", "ticks"]

SIZE = 11.0
_SECOND = 1_000_000
_DAY = 86_400 * _SECOND
_MONDAY = 4 * _DAY
_APART = 10.0
_ENOUGH = 5
_DENSE = 5.0
_HALF = text_width("0000-00-00", SIZE) / 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment: its place, the time of day, and the date where it is the first tick of that day."""

    x: float
    clock: str
    date: str


def _even(step: int, start: int, end: int) -> Iterable[int]:
    """Multiples of a step, weeks from Monday, in the half-open stretch."""
    offset = _MONDAY if step == 7 * _DAY else 0
    return range(start + (offset - start) % step, end, step)


def _months(step: int, start: int, end: int) -> Iterable[int]:
    first = from_micros(start)
    month = first.year * 12 + first.month - 1
    month += -month % step
    while month < 9999 * 12:
        time = to_micros(datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC))
        if time >= end:
            return
        if time >= start:
            yield time
        month += step


_Rule = Callable[[int, int], Iterable[int]]
_LEVELS: tuple[tuple[int, _Rule], ...] = (
    *((30 * _DAY * n, partial(_months, n)) for n in (120, 60, 12, 3, 1)),
    *((_DAY * n, partial(_even, _DAY * n)) for n in (7, 1)),
    *((3_600 * _SECOND * n, partial(_even, 3_600 * _SECOND * n)) for n in (12, 6, 3, 1)),
    *((60 * _SECOND * n, partial(_even, 60 * _SECOND * n)) for n in (30, 15, 5, 1)),
    *((_SECOND * n, partial(_even, _SECOND * n)) for n in (30, 15, 5, 1)),
)


def ticks(scale: TimeScale, right: float) -> list[Tick]:
    """Ticks in order of place, no two nearer than 10 pixels, none in a break or beyond `right`.

    Where no round time falls into the picture, steps' own times are the ticks.
    """
    taken = [(gap.left, gap.right) for gap in scale.breaks]
    chosen: dict[float, int] = {}
    for length, rule in _LEVELS:
        if len(chosen) < _ENOUGH:
            _choose(_candidates(scale, length, rule), scale.xs[0], right, taken, chosen)
    if not chosen:
        steps = list(zip(scale.times, scale.xs, strict=True))
        _choose(steps, scale.xs[0], right, taken, chosen)
    return _named(chosen)


def _choose(
    candidates: Iterable[tuple[int, float]],
    left: float,
    right: float,
    taken: list[tuple[float, float]],
    chosen: dict[float, int],
) -> None:
    """Adds the candidates that find room, first come, first served."""
    for time, x in candidates:
        start, end = x - _HALF, x + _HALF
        inside = start >= left - _HALF and end <= right
        if inside and all(end + _APART <= low or high + _APART <= start for low, high in taken):
            taken.append((start, end))
            chosen[x] = time


def _candidates(scale: TimeScale, length: int, rule: _Rule) -> list[tuple[int, float]]:
    """The moments of one level, out of the stretches in which they would not stand too densely."""
    torn = {gap.after for gap in scale.breaks}
    found: list[tuple[int, float]] = []
    for i in range(len(scale.times) - 1):
        start, end = scale.times[i], scale.times[i + 1]
        pixels = scale.xs[i + 1] - scale.xs[i]
        if i not in torn and end > start and pixels * length >= _DENSE * (end - start):
            found += [(time, scale.at(time)) for time in rule(start, end)]
    return found


def _named(chosen: dict[float, int]) -> list[Tick]:
    named: list[Tick] = []
    day = ""
    for x, time in sorted(chosen.items()):
        moment = from_micros(time)
        date = moment.date().isoformat()
        clock = "" if time % _DAY == 0 else moment.strftime("%H:%M:%S" if moment.second else "%H:%M")
        named.append(Tick(x, clock, "" if date == day else date))
        day = date
    return named
