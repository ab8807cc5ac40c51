"""The head: title, rule, and the sums by kind with the shapes that mark them below."""

from __future__ import annotations

from clawback.clock import from_micros
from clawback.drawing.amounts import share
from clawback.drawing.caps import cap
from clawback.drawing.labels import count_of
from clawback.drawing.palette import HAIR, INK, QUIET
from clawback.drawing.sheet import MARGIN, Content
from clawback.drawing.svg import clean, element, label, number
from clawback.drawing.widths import text_width, wrap

__all__ = ["draw_head", "moment"]

_TITLE, _LINE, _WORD, _AMOUNT = 23.0, 13.0, 12.0, 19.0
_APART = 34.0


def moment(content: Content) -> str:
    """The end of the axis in words."""
    return content.flow.texts.as_of.format(time=f"{from_micros(content.flow.until):%Y-%m-%d %H:%M}")


def draw_head(content: Content, width: float) -> tuple[list[str], float]:
    """The head's elements, and the y at which it ends."""
    room = width - 2 * MARGIN
    y = 18.0
    drawn: list[str] = []
    for line in wrap(clean(content.flow.title), _TITLE, room, 2, bold=True):
        y += 29
        drawn.append(label(line, MARGIN, y - 3, _TITLE, fill=INK, font_weight="700"))
    for line in wrap(_said(content), _LINE, room, 2):
        y += 21
        drawn.append(label(line, MARGIN, y, _LINE, fill=QUIET))
    sums, y = _sums(content, room, y + 18)
    return [*drawn, *sums], y


def _said(content: Content) -> str:
    flow, texts = content.flow, content.flow.texts
    claims = count_of(content.figures.claims, texts.claim, texts.claims)
    money = texts.amounts_in.format(currency=flow.currency.code)
    return " · ".join((texts.rule.format(rule=clean(flow.rule)), moment(content), claims, money))


def _sums(content: Content, room: float, top: float) -> tuple[list[str], float]:
    """The sums side by side, in further rows where they do not fit."""
    drawn: list[str] = []
    x, y = MARGIN, top
    for kind, word, units in _kinds(content):
        amount = content.labels.amount(units)
        part = share(units, content.figures.traced, content.flow.texts) if kind else ""
        icon = 18.0 if kind else 0.0
        width = max(
            icon + text_width(word, _WORD) + 8 + text_width(part, _WORD),
            text_width(amount, _AMOUNT, bold=True),
        )
        if x > MARGIN and x + width > MARGIN + room:
            x, y = MARGIN, y + 54
        elif x > MARGIN:
            drawn.append(element("path", d=f"M{number(x - _APART / 2)} {number(y + 4)}v38", stroke=HAIR))
        drawn += _sum(kind, word, amount, part, x, y)
        x += width + _APART
    return drawn, y + 54


def _kinds(content: Content) -> list[tuple[str, str, int]]:
    texts, figures = content.flow.texts, content.figures
    kinds = [(kind, texts.kinds[kind], units) for kind, units in figures.kinds.items()]
    return [("", texts.traced, figures.traced), *kinds]


def _sum(kind: str, word: str, amount: str, part: str, x: float, y: float) -> list[str]:
    start = x
    drawn: list[str] = []
    if kind:
        drawn.append(cap(kind, x, y + 10))
        start += 18
    drawn.append(label(word, start, y + 14, _WORD, fill=INK if kind == "standing" else QUIET))
    if part:
        drawn.append(label(part, start + text_width(word, _WORD) + 8, y + 14, _WORD, fill=QUIET))
    drawn.append(label(amount, x, y + 38, _AMOUNT, fill=INK, font_weight="700"))
    return drawn
