"""Whose an identifier is: the victim's, the other side's, or not said."""

from __future__ import annotations

import re
from functools import cache

from clawback.identifiers.labels import by_labels, by_noun
from clawback.identifiers.quoted import speaker_of
from clawback.identifiers.reading import Reading
from clawback.identifiers.words import Phrases, listed, table

__all__ = ["role_of"]

_REACH, _AFTER = 26, 12


@cache
def _phrases(language: str) -> Phrases:
    data = table("roles")
    words = {name: listed(text) for name, text in data["words"].items() if name != "selves"}
    return Phrases({**words, "breaks": listed(data["breaks"].get(language, ""))})


_LINE = re.compile(
    r"(?:\[[^\]\n]{6,30}\]|[0-9][0-9/.\-]{5,9},? [0-9:]{4,8}(?: [ap]\.?m\.?)? -)[ ]?(?P<name>[^:：\n]{1,40})[:：]"
)
"""A line of a pasted chat: who says it stands before the colon."""


@cache
def _selves() -> frozenset[str]:
    return frozenset(listed(table("roles")["words"]["selves"]))


def _owns(reading: Reading, start: int, after: int) -> bool:
    """Whether the noun just before "of mine" is one for a telephone, an account or a card."""
    cue = reading.cue(start)
    return after <= _AFTER and cue is not None and not cue.gap.strip()


def role_of(reading: Reading, start: int, kind: str) -> str:
    """`victim` where "my ..." or a label of who reports reaches it, `unknown` near such a label; else `other`."""
    lower = reading.view.lower
    speaker = _LINE.match(reading.view.lower, lower.rfind("\n", 0, start) + 1)
    if speaker is not None and speaker["name"].strip() not in _selves():
        return "other"
    mine, noun = _mine(reading, start)
    if (
        mine >= 0
        and not re.search(r"[,，;；]", lower[mine:start])
        and not re.search(r"[0-9]{4}", lower[mine:start])
    ):
        return speaker_of(lower, mine)
    told = by_noun(reading, noun, start, kind) if noun >= 0 else None
    return told or by_labels(reading, start, kind) or "other"


def _mine(reading: Reading, start: int) -> tuple[int, int]:
    """Where the last "my" ends that nothing turns to the other side, and where the last one that the noun follows; -1
    for none."""
    lower = reading.view.lower
    left, mine, noun = reading.clause(start), -1, -1
    for said in _phrases(reading.language).within(lower, left, start):
        if "mine" in said.means:
            noun = said.end
        if said.start < start - _REACH:
            continue
        if "mine" in said.means or (
            "mine_after" in said.means and _owns(reading, said.start, start - said.end)
        ):
            mine = said.end
        elif mine >= 0 and set(said.means) & {"breaks", "theirs"}:
            mine = -1
    return mine, noun
