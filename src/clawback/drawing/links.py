"""The link picture: reports down the page in order of time, and an arc for each pair that is linked.

What an arc rests on has a width and a dash of its own, so that no kind is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from xml.sax.saxutils import escape

from clawback.drawing.palette import HAIR, INK, PAPER, QUIET, SHADES
from clawback.drawing.svg import FONT, clean, element, label, number, plate, shape
from clawback.drawing.widths import fit
from clawback.errors import DrawingError

__all__ = ["MONEY", "NAME", "TEXT", "LinkArc", "LinkPicture", "LinkedRow", "draw_links"]

MONEY, NAME, TEXT = "money", "name", "text"
"""Shared money in one account; a name, a number or an address; nearly the same story."""

_WIDTH, _ROW, _TOP, _MARGIN = 420.0, 34.0, 22.0, 16.0
_SPINE, _LABEL, _SMALL = 168.0, 14.0, 12.0
_STROKE: Final[dict[str, tuple[str, float, str]]] = {
    MONEY: (SHADES[5].colour, 4.0, ""),
    NAME: (SHADES[0].colour, 2.0, ""),
    TEXT: (SHADES[2].colour, 2.5, "2 4"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedRow:
    """A report: `name` tells it apart, `note` stands smaller beside it."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkArc:
    """Two reports by name, and the strongest of what they share: MONEY, NAME or TEXT. `said` is that in a sentence."""

    one: str
    other: str
    kind: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPicture:
    """`rows` in order of time; `key` names the kinds that occur, `described` is the whole in words before the arcs'."""

    title: str
    described: str
    rows: Sequence[LinkedRow]
    arcs: Sequence[LinkArc]
    key: dict[str, str]
    language: str = "en"


def draw_links(picture: LinkPicture) -> str:
    """The SVG text; the same rows give the same bytes. Raises DrawingError for an arc whose report is not there."""
    place = {row.name: _TOP + _ROW * (index + 0.5) for index, row in enumerate(picture.rows)}
    for arc in picture.arcs:
        if arc.kind not in _STROKE or arc.one not in place or arc.other not in place:
            raise DrawingError(
                f"{arc.one} – {arc.other} joins no two rows", remedy="give a row to each report"
            )
    bottom = _TOP + _ROW * len(picture.rows)
    foot, height = _key(picture, bottom + 14)
    prefix = "k" + sha256(f"{picture.title}\n{picture.described}".encode()).hexdigest()[:8]
    words = " ".join([picture.described, *(arc.said for arc in picture.arcs)])
    body = "".join(
        [
            element("title", escape(clean(picture.title)), id=f"{prefix}n"),
            element("desc", escape(clean(words)), id=f"{prefix}d"),
            plate(0, 0, _WIDTH, height, fill=PAPER),
            *(_arc(arc, place, len(picture.rows)) for arc in picture.arcs),
            *(_row(row, place[row.name]) for row in picture.rows),
            *foot,
        ]
    )
    return element(
        "svg",
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH:g} {height:.0f}",
        width=_WIDTH,
        height=round(height),
        role="img",
        lang=picture.language,
        font_family=FONT,
        aria_labelledby=f"{prefix}n {prefix}d",
    )


def _row(row: LinkedRow, y: float) -> str:
    room = _WIDTH - _SPINE - 16 - _MARGIN
    drawn = element("circle", cx=_SPINE, cy=y, r=5, fill=INK)
    drawn += label(
        fit(clean(row.name), _LABEL, room), _SPINE + 16, y + (0 if row.note else 5), _LABEL, fill=INK
    )
    if row.note:
        drawn += label(fit(clean(row.note), _SMALL, room), _SPINE + 16, y + 14, _SMALL, fill=QUIET)
    return drawn


def _arc(arc: LinkArc, place: dict[str, float], rows: int) -> str:
    """To the left of the spine: the farther apart, the wider."""
    first, last = sorted((place[arc.one], place[arc.other]))
    reach = 22 + (_SPINE - _MARGIN - 30) * (last - first) / (_ROW * max(rows - 1, 1))
    colour, width, dash = _STROKE[arc.kind]
    radii = f"{number(reach)} {number((last - first) / 2)}"
    path = f"M{number(_SPINE)} {number(first)}A{radii} 0 0 0 {number(_SPINE)} {number(last)}"
    dashed = {"stroke_dasharray": dash} if dash else {}
    return shape(path, clean(arc.said), fill="none", stroke=colour, stroke_width=width, **dashed)


def _key(picture: LinkPicture, top: float) -> tuple[list[str], float]:
    """What each kind of arc says, for those that are drawn."""
    drawn = [element("path", d=f"M{_MARGIN:g} {number(top)}H{number(_WIDTH - _MARGIN)}", stroke=HAIR)]
    y = top + 8
    for kind in [each for each in _STROKE if any(arc.kind == each for arc in picture.arcs)]:
        y += 20
        colour, width, dash = _STROKE[kind]
        dashed = {"stroke_dasharray": dash} if dash else {}
        line = f"M{_MARGIN:g} {number(y - 4)}h34"
        drawn.append(shape(line, stroke=colour, stroke_width=width, **dashed))
        drawn.append(
            label(fit(clean(picture.key[kind]), _SMALL, _WIDTH - 76), _MARGIN + 44, y, _SMALL, fill=INK)
        )
    return drawn, y + 16
