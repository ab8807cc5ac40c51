"""How wide a text will be, without knowing the reader's font.

The widths are those of DejaVu Sans, the widest of the fonts in our font stack, so that a label never takes
more room than was kept for it. What is not Latin counts as a full square.
"""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["BOLD", "fit", "text_width", "wrap"]

BOLD = 1.13
_ELLIPSIS = "…"
_GROUPS = {
    0.30: "'ijlIJ",
    0.36: " ,./:;\\|f-·",
    0.42: "()[]t!r",
    0.50: '*_`sz"–',
    0.56: "?cLk",
    0.61: "FvxyPTYao",
    0.65: "eESbdghnpqu$0123456789{}",
    0.70: "KAVBRXZC",
    0.79: "UHNDG&OQ",
    0.85: "w#+<=>^~M",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}


@cache
def _letter_width(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0.0
    base = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(base, 1.0)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """An upper estimate of the width of `text` in pixels at font size `size`."""
    return sum(map(_letter_width, text)) * size * (BOLD if bold else 1.0)


def fit(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """`text`, or as much of its two ends as fits into `room` pixels with an ellipsis in the middle.

    The ends are kept because account numbers differ there. At least the ellipsis is left.
    """
    if text_width(text, size, bold=bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(_cut(text, middle), size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    return _cut(text, low)


def _cut(text: str, kept: int) -> str:
    tail = kept // 3
    return text[: kept - tail].rstrip() + _ELLIPSIS + (text[len(text) - tail :].lstrip() if tail else "")


def wrap(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> list[str]:
    """`text` in at most `lines` lines of at most `room` pixels, broken at spaces or, in Chinese, anywhere.

    What does not fit is cut in the middle of the last line.
    """
    done: list[str] = []
    rest = text.strip()
    while rest and len(done) < lines - 1 and text_width(rest, size, bold=bold) > room:
        taken = _break(rest, size, room, bold)
        done.append(rest[:taken].rstrip())
        rest = rest[taken:].lstrip()
    if rest:
        done.append(fit(rest, size, room, bold=bold))
    return done


def _break(text: str, size: float, room: float, bold: bool) -> int:
    fits = len(text)
    while fits > 1 and text_width(text[:fits].rstrip(), size, bold=bold) > room:
        fits -= 1
    if fits == len(text):
        return fits
    for place in range(fits, max(fits // 3, 1), -1):
        if text[place] == " " or (_is_square(text[place]) and text[place] not in "，。；：、）"):
            return place
        if text[place - 1] in "-/，。；：、":
            return place
    return fits


def _is_square(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
