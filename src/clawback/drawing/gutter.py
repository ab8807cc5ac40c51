"""The names of the lanes, at their left."""

from __future__ import annotations

from collections.abc import Sequence

from clawback.drawing.caps import cap
from clawback.drawing.following import HELD
from clawback.drawing.labels import count_of
from clawback.drawing.palette import BAND, HAIR, INK, PAPER, QUIET
from clawback.drawing.sheet import GUTTER, MARGIN, Content, Sheet
from clawback.drawing.svg import clean, element, label, plate
from clawback.drawing.widths import fit, wrap

__all__ = ["draw_lanes", "ground", "least_heights"]

_NAME, _LINE, _SMALL = 13.0, 17.0, 11.0
_ROOM = GUTTER - 22.0
_BEFORE = 14.0


def least_heights(content: Content) -> list[float]:
    """The height that each lane's name and figures need."""
    return [
        2 * _BEFORE + _LINE * (len(_name(content, i)) + 1.0 + bool(_standing(content, i)))
        for i in range(len(content.gathering.lanes))
    ]


def _name(content: Content, lane: int) -> list[str]:
    agent, texts = content.gathering.lanes[lane], content.flow.texts
    if agent is None:
        name = texts.other_agents.format(count=content.gathering.other_agents)
    else:
        name = clean(agent) or texts.no_agent
    return wrap(name, _NAME, _ROOM, 3, bold=True)


def _accounts(content: Content, lane: int) -> str:
    places = content.gathering.accounts.items()
    accounts = {key for bar, keys in places if bar.lane == lane for key in keys}
    texts = content.flow.texts
    return count_of(len(accounts), texts.account, texts.accounts)


def _standing(content: Content, lane: int) -> str:
    units = sum(units for bar, units in content.figures.bars.items() if bar.lane == lane and bar.form == HELD)
    return fit(content.labels.amount(units), _SMALL, _ROOM - 16, bold=True) if units else ""


def ground(lane: int) -> str:
    """The colour behind a lane."""
    return PAPER if lane % 2 else BAND


def draw_lanes(sheet: Sheet) -> list[str]:
    """The ground of every lane, its name, how many accounts, and how much stands there."""
    drawn: list[str] = []
    for index, lane in enumerate(sheet.lanes):
        drawn.append(plate(MARGIN, lane.top, sheet.width - 2 * MARGIN, lane.height, fill=ground(index)))
        y = lane.top
        drawn.append(element("path", d=f"M{MARGIN:g} {y:.1f}H{sheet.width - MARGIN:g}", stroke=HAIR))
        drawn += _texts(sheet.content, index, lane.top + _BEFORE)
    return drawn


def _texts(content: Content, lane: int, top: float) -> Sequence[str]:
    x, y = MARGIN + 10, top
    drawn: list[str] = []
    for line in _name(content, lane):
        y += _LINE
        drawn.append(label(line, x, y - 4, _NAME, fill=INK, font_weight="600"))
    y += _LINE
    drawn.append(label(_accounts(content, lane), x, y - 4, _SMALL, fill=QUIET))
    standing = _standing(content, lane)
    if standing:
        y += _LINE
        drawn.append(cap("standing", x, y - 8, 8))
        drawn.append(label(standing, x + 14, y - 4, _SMALL, fill=INK, font_weight="600"))
    return drawn
