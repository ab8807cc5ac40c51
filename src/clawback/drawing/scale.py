"""Where a moment stands on the picture: a time scale that never runs backwards but breathes.

Every step gets the room that its ribbons need; what is left is shared out in proportion to time, with long
stretches without transfers cut short and marked as breaks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Break", "TimeScale", "time_scale"]

_BREAK_WIDTH = 68.0
_MOST_BREAKS = 5
_SHARE_FOR_BREAKS = 0.4
_LONG = 1.5
_SHARE_FOR_ROOM = 0.7


@dataclass(frozen=True, slots=True)
class Break:
    """A shortened stretch between two places on the axis: how long it is (microseconds),
    and the step it comes after."""

    left: float
    right: float
    duration: int
    after: int


@dataclass(frozen=True, slots=True)
class TimeScale:
    """`xs[i]` is the place of step i, the last one that of the end of the axis; `times` runs parallel."""

    times: Sequence[int]
    xs: Sequence[float]
    breaks: Sequence[Break]
    stretched: bool

    def at(self, micros: int) -> float:
        """The place of a moment between the first step and the end."""
        i = min(max(bisect_right(self.times, micros) - 1, 0), len(self.times) - 2)
        span = self.times[i + 1] - self.times[i]
        part = min(max((micros - self.times[i]) / span, 0.0), 1.0) if span else 0.0
        return self.xs[i] + part * (self.xs[i + 1] - self.xs[i])


def time_scale(
    times: Sequence[int], until: int, rooms: Sequence[float], left: float, right: float
) -> TimeScale:
    """The scale of steps at `times` and an end at `until`, from `left` to `right` pixels.

    `rooms[i]` is the width wished for after step i; all are narrowed alike where they would take too much.
    """
    every = [*times, until]
    gaps = [later - earlier for earlier, later in pairwise(every)]
    torn = _breaks(gaps, int(_SHARE_FOR_BREAKS * (right - left) / _BREAK_WIDTH))
    width = right - left - _BREAK_WIDTH * len(torn)
    wished = sum(rooms)
    squeeze = min(1.0, _SHARE_FOR_ROOM * width / wished) if wished else 1.0
    spare = width - wished * squeeze
    shown = [0 if i in torn else gap for i, gap in enumerate(gaps)]
    total = sum(shown)
    xs, breaks = [left], []
    for i, gap in enumerate(gaps):
        start = xs[-1] + rooms[i] * squeeze
        end = start + (spare * shown[i] / total if total else spare / len(gaps))
        if i in torn:
            end = start + _BREAK_WIDTH + (0 if total else spare / len(gaps))
            breaks.append(Break(end - _BREAK_WIDTH, end, gap, i))
        xs.append(end)
    return TimeScale(every, xs, breaks, len(gaps) > 1)


def _breaks(gaps: Sequence[int], room_for: int) -> set[int]:
    """The gaps to cut: the longest ones, each of them much longer than all the rest together."""
    order = sorted(range(len(gaps)), key=lambda i: (-gaps[i], i))
    for count in range(min(_MOST_BREAKS, room_for, len(gaps) - 1), 0, -1):
        rest = sum(gaps[i] for i in order[count:])
        if rest and gaps[order[count - 1]] >= _LONG * rest:
            return set(order[:count])
    return set()
