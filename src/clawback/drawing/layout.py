"""Giving every bar its place: the money scale is lowered until the lanes are not too high."""

from __future__ import annotations

from clawback.drawing.gutter import least_heights
from clawback.drawing.labels import SIZE
from clawback.drawing.lanes import lay_out
from clawback.drawing.margin import edge_heights, edge_width
from clawback.drawing.profiles import STUB, profiles_of, wished_run
from clawback.drawing.scale import TimeScale, time_scale
from clawback.drawing.sheet import AXIS, FRAME, GUTTER, MARGIN, Content, Sheet
from clawback.drawing.stacks import Measure
from clawback.drawing.streams import step_times

__all__ = ["place"]

_THICKEST = 58.0
_THINNER = 0.85
_ROOMY = 620.0
_MORE_THAN_TEXT = 1.3
_ROUNDS = 16


def place(content: Content, width: float, top: float) -> Sheet:
    """The sheet of a picture whose axis begins at `top`."""
    right = width - MARGIN - edge_width(content) - FRAME
    most = max((sum(stream.units) for stream in content.streams), default=1)
    most = max(most, *content.labels.peaks.values(), 1) if content.labels.peaks else most
    least = _attempt(content, width, right, top, Measure(0.0))
    allowed = max(_ROOMY, (least.bottom - least.top) * _MORE_THAN_TEXT)
    low, high, best = 0, _ROUNDS, None
    while low < high:
        turn = (low + high) // 2
        sheet = _attempt(content, width, right, top, Measure(_THICKEST / most * _THINNER**turn))
        if sheet.bottom - sheet.top <= allowed:
            high, best = turn, sheet
        else:
            low = turn + 1
    return best or least


def _attempt(content: Content, width: float, right: float, top: float, measure: Measure) -> Sheet:
    scale = _scale(content, right, measure)
    profiles, endings = profiles_of(content.streams, scale, measure)
    labels = {bar: (content.labels.above(bar, right - 4 - MARGIN - GUTTER), SIZE) for bar in profiles}
    lanes, slots = lay_out(
        profiles,
        labels,
        edge_heights(content),
        least_heights(content),
        (MARGIN + GUTTER, right - 4),
        top + AXIS,
    )
    bottom = lanes[-1].top + lanes[-1].height if lanes else top + AXIS
    return Sheet(
        content=content,
        width=width,
        right=right,
        top=top + AXIS,
        bottom=bottom,
        scale=scale,
        measure=measure,
        profiles=profiles,
        endings=endings,
        lanes=lanes,
        slots=slots,
    )


def _scale(content: Content, right: float, measure: Measure) -> TimeScale:
    times = step_times(content.streams)
    thickest = [0] * len(times)
    for stream in content.streams:
        thickest[stream.step] = max(thickest[stream.step], sum(stream.units))
    rooms = [wished_run(measure.height(units)) + 6.0 for units in thickest]
    return time_scale(times, content.flow.until, rooms, MARGIN + GUTTER + STUB + 4, right)
