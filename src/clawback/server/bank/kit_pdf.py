"""The form of the kit as PDF: one page of A4 with fields, to fill in on a screen or by hand, and to sign."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final, get_args

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from clawback.law.words import Refusal
from clawback.server.bank.kit_texts import FIELDS, FORM, REASONS, Pair

__all__ = ["form_pdf"]

_MM: Final = 72 / 25.4
_ENGLISH: Final = "Helvetica"
_CHINESE: Final = "STSong-Light"
"""A font that readers of PDF bring for simplified Chinese: none is packed in."""
_LEFT: Final = 16 * _MM
_RIGHT: Final = 194 * _MM
_TOP: Final = 279 * _MM
_BOX: Final = _LEFT + 78 * _MM
_ROW: Final = 12 * _MM
_REASON: Final = 8.4 * _MM


def form_pdf() -> bytes:
    """The same bytes each time. Its fields are named by their English labels."""
    registerFont(UnicodeCIDFont(_CHINESE))
    made = BytesIO()
    page = Canvas(made, pagesize=A4, invariant=1, lang="en")
    page.setTitle(FORM["title"].en)
    below = _heading(page, FORM["title"], _TOP, 15) - 3 * _MM
    below = _paragraph(page, FORM["about"], below) - 4 * _MM
    for pair in FIELDS:
        below = _row(page, pair, below)
    below = _reasons(page, _heading(page, FORM["reasons"], below - 8 * _MM, 11.5) - 2 * _MM)
    below = _heading(page, FORM["sign"], below - 10 * _MM, 11.5) - 2 * _MM
    below = _row(page, FORM["name"], below)
    _label(page, FORM["signature"], below)
    page.rect(_BOX, below - 22 * _MM, _RIGHT - _BOX, 22 * _MM)
    page.showPage()
    page.save()
    return made.getvalue()


def _heading(page: Canvas, pair: Pair, at: float, size: float) -> float:
    page.setFont(_ENGLISH, size)
    page.drawString(_LEFT, at, pair.en)
    page.setFont(_CHINESE, size - 1)
    page.drawString(_LEFT + stringWidth(pair.en, _ENGLISH, size) + 3 * _MM, at, pair.zh)
    return at - 3 * _MM


def _paragraph(page: Canvas, pair: Pair, at: float) -> float:
    for text, font in ((pair.en, _ENGLISH), (pair.zh, _CHINESE)):
        page.setFont(font, 9.5)
        page.drawString(_LEFT, at, text)
        at -= 5 * _MM
    return at


def _label(page: Canvas, pair: Pair, top: float) -> None:
    page.setFont(_ENGLISH, 9.5)
    page.drawString(_LEFT, top - 5 * _MM, pair.en)
    page.setFont(_CHINESE, 9)
    page.drawString(_LEFT, top - 9.5 * _MM, pair.zh)


def _row(page: Canvas, pair: Pair, top: float) -> float:
    """One line of a label and its field; where the next begins."""
    _label(page, pair, top)
    _fields(page).textfield(
        name=pair.en,
        tooltip=pair.en,
        x=_BOX,
        y=top - _ROW + 1.5 * _MM,
        width=_RIGHT - _BOX,
        height=_ROW - 1.5 * _MM,
        borderWidth=0.7,
        fontSize=10,
        fillColor=None,
    )
    return top - _ROW


def _reasons(page: Canvas, top: float) -> float:
    """A box to tick for each reason, in two columns."""
    reasons: Sequence[str] = get_args(Refusal)
    half = (len(reasons) + 1) // 2
    for place, reason in enumerate(reasons):
        column, row = divmod(place, half)
        left, at = _LEFT + column * 90 * _MM, top - (row + 1) * _REASON
        pair = REASONS[reason]
        _fields(page).checkbox(
            name=reason,
            tooltip=pair.en,
            x=left,
            y=at + 1.2 * _MM,
            size=4.5 * _MM,
            borderWidth=0.7,
            fillColor=None,
        )
        page.setFont(_ENGLISH, 9.5)
        page.drawString(left + 7 * _MM, at + 3.6 * _MM, pair.en)
        page.setFont(_CHINESE, 8.5)
        page.drawString(left + 7 * _MM, at + 0.2 * _MM, pair.zh)
    return top - half * _REASON


def _fields(page: Canvas) -> Any:
    return page.acroForm
