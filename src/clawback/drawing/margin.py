"""The right edge: what stands in accounts now, and can still be held."""

from __future__ import annotations

from clawback.drawing.gathering import Bar
from clawback.drawing.palette import INK, QUIET
from clawback.drawing.sheet import FRAME, Content, Sheet
from clawback.drawing.svg import label, plate
from clawback.drawing.widths import text_width

__all__ = ["draw_edge", "edge_heights", "edge_width"]

_AMOUNT, _LESS, _SMALL = 14.0, 12.0, 10.5
_GAP = 10.0
_LINE = 14.0
_WIDEST = 230.0


def _lines(content: Content, bar: Bar) -> list[tuple[str, float, bool]]:
    """(text, size, bold); less than a hundredth of all is written smaller.

    Bounds too long for one line stand on two.
    """
    texts = content.labels.standing(bar)
    heavy = 100 * content.figures.bars[bar] >= content.figures.kinds["standing"]
    size = _AMOUNT if heavy else _LESS
    lines = [(text, _SMALL if i else size, heavy and not i) for i, text in enumerate(texts)]
    if len(lines) == 2 and text_width(lines[1][0], _SMALL) > _WIDEST and " – " in lines[1][0]:
        low, high = lines[1][0].split(" – ", 1)
        return [lines[0], (low, _SMALL, False), (high, _SMALL, False)]
    return lines


def edge_width(content: Content) -> float:
    """The room that the amounts at the right edge need, the frame left aside."""
    bars = content.figures.bars
    widths = [text_width(text, size, bold=bold) for bar in bars for text, size, bold in _lines(content, bar)]
    return max(118.0, max(widths, default=0.0) + _GAP)


def edge_heights(content: Content) -> dict[Bar, float]:
    """How far down from its bar's upper edge each text at the right edge reaches."""
    lines = {bar: len(_lines(content, bar)) for bar in content.figures.bars}
    return {bar: 10.0 + _LINE * (count - 1) for bar, count in lines.items() if count}


def draw_edge(sheet: Sheet) -> list[str]:
    """The framed end of every bar in which money stands, with its amount and bounds."""
    drawn: list[str] = []
    for bar, profile in sheet.profiles.items():
        lines = _lines(sheet.content, bar)
        if not lines:
            continue
        top = sheet.slots[bar].top
        height = sheet.measure.height(sum(profile.states[-1][1]))
        drawn.append(plate(sheet.right, top, FRAME, height, fill="none", stroke=INK, stroke_width="1.6"))
        y = top + max(height / 2 - _LINE * (len(lines) - 1) / 2, 0.0) + 5.0
        for text, size, bold in lines:
            weight = {"font_weight": "700"} if bold else {}
            colour = INK if bold else QUIET
            drawn.append(label(text, sheet.right + FRAME + _GAP, y, size, fill=colour, **weight))
            y += _LINE
    return drawn
