"""Stamps of a pasted chat: the day on which a message was written, from which its "today" counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from clawback.reports.moments import Atom

__all__ = ["moved", "stamps"]

_LINE = re.compile(r"(?:^|\n)[\s\[(<【]{0,4}$")
_LEAD = 6


def stamps(groups: Iterable[list[Atom]], text: str) -> dict[int, int]:
    """Where each stamp begins -> where its line ends: minutes of the clock that begin a line. None where less than two
    of them have a date: then it is no chat.
    """
    own = [each for each in groups if _is_stamp(each, text)]
    if sum(any(atom.kind == "date" for atom in each) for each in own) < 2:
        return {}
    ends = ((each[0].start, text.find("\n", each[-1].end)) for each in own)
    return {start: len(text) if end < 0 else end for start, end in ends}


def _is_stamp(group: list[Atom], text: str) -> bool:
    return (
        any(each.kind == "clock" and each.minute is not None for each in group)
        and all(not each.told and not each.is_then for each in group)
        and _LINE.search(text, max(group[0].start - _LEAD, 0), group[0].start) is not None
    )


def moved(group: list[Atom], by: timedelta) -> list[Atom]:
    """The group, its "yesterday" so much later."""
    return [
        replace(each, first=each.first + by, after=each.after + by)
        if each.told and each.first and each.after
        else each
        for each in group
    ]
