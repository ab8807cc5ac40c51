"""The money-flow picture as one self-contained SVG."""

from __future__ import annotations

from hashlib import sha256
from xml.sax.saxutils import escape

from clawback.drawing.axis import draw_axis, draw_breaks, draw_grid, tear
from clawback.drawing.checking import check_rows
from clawback.drawing.describing import describe
from clawback.drawing.figures import figures_of
from clawback.drawing.following import follow
from clawback.drawing.foot import draw_foot
from clawback.drawing.gathering import gather
from clawback.drawing.gutter import draw_lanes
from clawback.drawing.head import draw_head
from clawback.drawing.labels import Labels
from clawback.drawing.layout import place
from clawback.drawing.margin import draw_edge
from clawback.drawing.palette import PAPER, pattern
from clawback.drawing.plot import draw_bars, draw_caps, draw_labels, draw_ribbons
from clawback.drawing.rows import MoneyFlow
from clawback.drawing.shading import shade_claims
from clawback.drawing.sheet import Content, Sheet
from clawback.drawing.streams import peaks, streams_of
from clawback.drawing.svg import FONT, clean, element, plate

__all__ = ["draw_money_flow"]


def draw_money_flow(flow: MoneyFlow, *, width: int = 1200) -> str:
    """The SVG text of a flow, `width` pixels wide and as high as it needs; the same rows give the same bytes.

    Raises DrawingError where rows contradict each other or the width is below 800.
    """
    check_rows(flow, width)
    content = _content(flow)
    head, top = draw_head(content, width)
    sheet = place(content, width, top)
    foot, height = draw_foot(sheet)
    body = "".join(
        [
            element("title", escape(clean(flow.title)), id=f"{content.prefix}n"),
            element("desc", escape(describe(content)), id=f"{content.prefix}d"),
            _definitions(content),
            plate(0, 0, width, height, fill=PAPER),
            *head,
            *_plot(sheet),
            *foot,
        ]
    )
    return element(
        "svg",
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height:.0f}",
        width=width,
        height=round(height),
        role="img",
        lang=flow.texts.language,
        font_family=FONT,
        aria_labelledby=f"{content.prefix}n {content.prefix}d",
    )


def _content(flow: MoneyFlow) -> Content:
    moves = follow(flow)
    gathering = gather(moves)
    shading = shade_claims(list(flow.claims), moves)
    figures = figures_of(flow, moves, gathering)
    streams = streams_of(flow, moves, gathering, shading)
    labels = Labels(flow, gathering, figures, peaks(streams))
    return Content(flow, gathering, shading, figures, labels, streams, _prefix(flow))


def _prefix(flow: MoneyFlow) -> str:
    """What begins every id, so that two pictures on one page do not take each other's textures."""
    said = f"{flow.title}\n{flow.rule}\n{flow.snapshot}\n{flow.until}"
    return "m" + sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _definitions(content: Content) -> str:
    patterns = [
        pattern(shade, f"{content.prefix}{i}")
        for i, shade in enumerate(content.shading.shades)
        if shade.lines
    ]
    return element("defs", "".join([*patterns, tear(content.prefix)]))


def _plot(sheet: Sheet) -> list[str]:
    return [
        *draw_lanes(sheet),
        *draw_grid(sheet),
        draw_ribbons(sheet),
        *draw_bars(sheet),
        *draw_breaks(sheet),
        *draw_caps(sheet),
        *draw_labels(sheet),
        *draw_axis(sheet),
        *draw_edge(sheet),
    ]
