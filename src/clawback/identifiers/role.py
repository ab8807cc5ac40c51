"""Whose an identifier is: the victim's, the other side's, or not said."""

from __future__ import annotations

import re
from functools import cache

from clawback.identifiers.reading import Reading
from clawback.identifiers.words import Phrases, listed, table

__all__ = ["role_of"]

_REACH, _AFTER = 26, 12


@cache
def _phrases() -> Phrases:
    return Phrases({name: listed(text) for name, text in table("roles").items()})


def role_of(reading: Reading, start: int, end: int) -> str:
    """`victim` where "my ..." reaches it with nothing between that turns to the other side; else `other`."""
    lower = reading.view.lower
    left = max(reading.clause(start), start - _REACH)
    mine = -1
    for said in _phrases().within(lower, left, start):
        if "mine" in said.means or ("mine_after" in said.means and start - said.end <= _AFTER):
            mine = said.end
        elif mine >= 0 and set(said.means) & {"breaks", "theirs"}:
            mine = -1
    if mine >= 0 and not re.search(r"[,，;；]", lower[mine:start]) and not re.search(r"[0-9]{4}", lower[mine:start]):
        return "victim"
    return "other"
