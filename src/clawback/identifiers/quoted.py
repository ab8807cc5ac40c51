"""Who says "my" in what is quoted: "this is my new number" is the other side's where the other side wrote it."""

from __future__ import annotations

import re
from functools import cache

from clawback.identifiers.words import Phrases, listed, table

__all__ = ["speaker_of"]

_FAR, _LEAD = 240, 48
_MARKS = re.compile(r"[“”«»「」『』‘\"]|(?<![^\s:：,，(])'(?=\w)|(?<=[\w.!?])'(?!\w)")
_OPENS, _CLOSES = "“«「『‘", "”»」』"
_SENTENCE = re.compile(r"[^.。!！?？\n“«「『\"]*")
_GOES_ON = re.compile(
    r"\W*(?:(?:and|but|so|then|y|e|luego|depois|và|rồi|dan|lalu|aur|phir)(?!\w)|แล้ว|และ|और|फिर|然后|后来|於是|그리고|そして)"
)
"""Words with which the story goes on: what is said after them is another matter."""
_AFTER_COLON = re.compile(r"[:：](?=[^:：\n]{0,80}$)")


@cache
def _phrases() -> Phrases:
    return Phrases({name: listed(text) for name, text in table("roles")["quoted"].items()})


def speaker_of(lower: str, mine: int) -> str:
    """`victim` for words of the report itself; of quoted ones `other`, or `victim` where "I said" stands before them
    or behind, and `unknown` where nobody is said to have said them. `mine` is where "my" ends, in the folded text in
    lower case.
    """
    left = max(mine - _FAR, lower.rfind("\n\n", 0, mine) + 1, 0)
    opens = _quotation(lower, left, mine)
    if opens >= 0:
        said = _leading(lower, opens) or _named_after(lower, opens, mine)
        return said or ("other" if _greets(lower, opens, mine) else "unknown")
    colon = _AFTER_COLON.search(lower, left, mine)
    if colon is not None and (said := _leading(lower, colon.start())):
        return said
    line = max(lower.rfind("\n", 0, mine), lower.rfind(". ", left, mine)) + 1
    return "other" if _greets(lower, line, mine) else "victim"


def _quotation(lower: str, left: int, place: int) -> int:
    """Where the quotation begins that `place` stands in; -1 where in none."""
    opens = -1
    for mark in _MARKS.finditer(lower, left, place):
        begins = mark[0] in _OPENS or (mark[0] not in _CLOSES and opens < 0)
        opens = mark.start() if begins else -1
    return opens


def _leading(lower: str, place: int) -> str:
    """Who is said to speak just before `place`: `victim` after "I said", `other` after any other word for saying."""
    said = [each.means for each in _phrases().within(lower, max(place - _LEAD, 0), place)]
    if any("own" in means for means in said):
        return "victim"
    return "other" if any("says" in means for means in said) else ""


def _named_after(lower: str, opens: int, mine: int) -> str:
    """Who is said to have spoken just behind the quotation that `mine` stands in: '"...", he wrote to me.'"""
    close = next((mark for mark in _MARKS.finditer(lower, mine, mine + _FAR) if mark[0] not in _OPENS), None)
    if close is None or (lower[opens] in _OPENS) != (close[0] in _CLOSES):
        return ""
    after = _SENTENCE.match(lower, close.end(), close.end() + _LEAD)
    if after is None or _GOES_ON.match(after[0]):
        return ""
    said = [each.means for each in _phrases().within(lower, close.end(), after.end())]
    if any("own" in means for means in said):
        return "victim"
    return "other" if any("says" in means for means in said) else ""


def _greets(lower: str, start: int, mine: int) -> bool:
    """Whether what begins there speaks to somebody as kin do: a report speaks to no mother."""
    first = next(_phrases().within(lower, start, mine), None)
    return (
        first is not None
        and "kin" in first.means
        and re.fullmatch(r"\W{0,3}(?:\w{2,6}\W{1,3})?", lower[start : first.start]) is not None
        and re.match(r"\s?[,，、!！.。~～]|\s+(?:this|it|i |esse|este|soy|sou|นี่)", lower[first.end :])
        is not None
    )
