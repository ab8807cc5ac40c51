"""Ribbons: from the lower end of a slice in one bar to its place in the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from clawback.drawing.gathering import Bar
from clawback.drawing.lanes import Slot
from clawback.drawing.profiles import Ending
from clawback.drawing.streams import Stream
from clawback.drawing.svg import number

__all__ = ["Ribbon", "outline", "ribbons_of"]

# Ribbons between the same two bars that start within so many pixels are drawn as one: those of own bars,
# of one gathered bar, of two.
_GRAINS = (4.0, 16.0, 40.0)
_THINNEST = 0.7
_MOST = 2_500
_COARSEST = 64.0


@dataclass(slots=True)
class Ribbon:
    """One shade's band from (x0, top0, height0) to (x1, top1, height1).

    `before` and `after` are how much of the whole stream, `whole` pixels high, lies above its upper and its
    lower edge (0 to 1). `gathered` counts the gathered bars at its ends.
    """

    shade: int
    x0: float
    top0: float
    height0: float
    x1: float
    top1: float
    height1: float
    before: float
    after: float
    whole: float
    gathered: int


def ribbons_of(
    streams: Sequence[Stream], endings: Sequence[tuple[Ending, Ending]], slots: Mapping[Bar, Slot]
) -> list[Ribbon]:
    """All ribbons, at most about 2,500, the thickest first so that thin ones stay visible on top of them."""
    coarser = 1.0
    while True:
        drawn = _drawn(streams, endings, slots, coarser)
        if len(drawn) <= _MOST or coarser >= _COARSEST:
            return sorted(drawn, key=lambda ribbon: -ribbon.height0 - ribbon.height1)
        coarser *= 2


def _drawn(
    streams: Sequence[Stream],
    endings: Sequence[tuple[Ending, Ending]],
    slots: Mapping[Bar, Slot],
    coarser: float,
) -> list[Ribbon]:
    drawn: dict[tuple[Bar, Bar, int, float], Ribbon] = {}
    for stream, (source, target) in zip(streams, endings, strict=True):
        total, before = sum(stream.units), 0
        gathered = (stream.source.account is None) + (stream.target.account is None)
        tops = slots[stream.source].top, slots[stream.target].top
        for shade, units in enumerate(stream.units):
            if not units:
                continue
            share = before / total, (before + units) / total
            before += units
            ribbon = _ribbon(shade, source, target, tops, share, gathered)
            key = stream.source, stream.target, shade, source.x // (_GRAINS[gathered] * coarser)
            if key in drawn:
                _join(drawn[key], ribbon)
            else:
                drawn[key] = ribbon
    return list(drawn.values())


def _ribbon(
    shade: int,
    source: Ending,
    target: Ending,
    tops: tuple[float, float],
    share: tuple[float, float],
    gathered: int,
) -> Ribbon:
    top0, bottom0 = source.bands[shade]
    top1, bottom1 = target.bands[shade]
    height0, height1 = max(bottom0 - top0, _THINNEST), max(bottom1 - top1, _THINNEST)
    return Ribbon(
        shade,
        source.x,
        tops[0] + top0,
        height0,
        target.x,
        tops[1] + top1,
        height1,
        *share,
        (height0 + height1) / 2 / (share[1] - share[0]),
        gathered,
    )


def _join(drawn: Ribbon, more: Ribbon) -> None:
    drawn.top0, drawn.top1 = min(drawn.top0, more.top0), min(drawn.top1, more.top1)
    drawn.height0 += more.height0
    drawn.height1 += more.height1
    drawn.whole += more.whole
    drawn.x1 = max(drawn.x1, more.x1)


def outline(ribbon: Ribbon) -> str:
    """The closed path of a ribbon.

    Two S-curves of equal height would pinch where a ribbon drops steeply. So the curve on the inside of
    the turn starts later and the one on the outside earlier, as far apart as keeps the ribbon's width.
    """
    run, drop = ribbon.x1 - ribbon.x0, ribbon.top1 - ribbon.top0
    widened = 0.0
    if run > 0 and drop:
        slope = 1.5 * abs(drop) / run
        widened = min(ribbon.whole * (hypot(1.0, slope) - 1.0) / slope, 0.72 * run) * (1 if drop > 0 else -1)
    middle = (ribbon.x0 + ribbon.x1) / 2
    upper = middle + widened * (0.5 - ribbon.before) * 4 / 3
    lower = middle + widened * (0.5 - ribbon.after) * 4 / 3
    x0, x1, y0, y1 = ribbon.x0, ribbon.x1, ribbon.top0, ribbon.top1
    return (
        f"M{number(x0)} {number(y0)}"
        f"C{number(upper)} {number(y0)} {number(upper)} {number(y1)} {number(x1)} {number(y1)}"
        f"v{number(ribbon.height1)}"
        f"C{number(lower)} {number(y1 + ribbon.height1)} {number(lower)} {number(y0 + ribbon.height0)} "
        f"{number(x0)} {number(y0 + ribbon.height0)}Z"
    )
