"""The time axis: ticks, breaks and the line at which the picture was taken."""

from __future__ import annotations

from clawback.clock import from_micros
from clawback.drawing.durations import duration
from clawback.drawing.palette import HAIR, INK, PAPER, QUIET
from clawback.drawing.scale import Break
from clawback.drawing.sheet import FRAME, Sheet
from clawback.drawing.svg import element, label, number, plate
from clawback.drawing.ticks import SIZE, ticks

__all__ = ["draw_axis", "draw_breaks", "draw_grid", "tear"]

_TOOTH = 6


def tear(prefix: str) -> str:
    """The pattern of a torn edge, under the id `<prefix>t`: a white zigzag with a quiet outline."""
    zigzag = f"M1 0L{_TOOTH} {_TOOTH / 2:g}L1 {_TOOTH}"
    strokes = element("path", d=zigzag, fill="none", stroke=QUIET, stroke_width="3.4", stroke_opacity="0.55")
    strokes += element("path", d=zigzag, fill="none", stroke=PAPER, stroke_width="2.2")
    return element(
        "pattern", strokes, id=f"{prefix}t", width=_TOOTH + 2, height=_TOOTH, patternUnits="userSpaceOnUse"
    )


def draw_grid(sheet: Sheet) -> list[str]:
    """A hair down through the lanes at every tick."""
    top, bottom = number(sheet.top), number(sheet.bottom)
    path = "".join(f"M{number(tick.x)} {top}V{bottom}" for tick in ticks(sheet.scale, sheet.right - 8))
    return [element("path", d=path, stroke=HAIR)]


def draw_axis(sheet: Sheet) -> list[str]:
    """Ticks and the words at the end of the axis, above the lanes."""
    base = sheet.top - 8
    drawn: list[str] = []
    for tick in ticks(sheet.scale, sheet.right - 8):
        anchored = {"text_anchor": "middle", "fill": QUIET}
        if tick.clock:
            drawn.append(label(tick.clock, tick.x, base - 14, SIZE, **anchored))
        if tick.date:
            drawn.append(label(tick.date, tick.x, base, SIZE, **anchored))
    x = sheet.right + FRAME + 10
    moment = from_micros(sheet.content.flow.until)
    drawn.append(
        label(sheet.content.flow.texts.kinds["standing"], x, base - 14, 12.0, fill=INK, font_weight="700")
    )
    drawn.append(label(f"{moment:%Y-%m-%d %H:%M}", x, base, SIZE, fill=QUIET))
    line = f"M{number(sheet.right)} {number(base - 24)}V{number(sheet.bottom)}"
    return [*drawn, element("path", d=line, stroke=INK, stroke_width="1")]


def draw_breaks(sheet: Sheet) -> list[str]:
    """Torn edges through all lanes, and how long each shortened stretch is."""
    drawn: list[str] = []
    for gap in sheet.scale.breaks:
        drawn += _torn(sheet, gap)
    return drawn


def _torn(sheet: Sheet, gap: Break) -> list[str]:
    middle = (gap.left + gap.right) / 2
    words = duration(gap.duration, sheet.content.flow.texts)
    height = sheet.bottom - sheet.top
    strip = plate(0, 0, _TOOTH + 2, height, fill=f"url(#{sheet.content.prefix}t)")
    moved = element("g", strip, transform=f"translate({number(middle - 4)} {number(sheet.top)})")
    return [label(words, middle, sheet.top - 8, SIZE, fill=INK, text_anchor="middle"), moved]
