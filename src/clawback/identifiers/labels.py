"""Whose an identifier is by the labels of a form: "Complainant: Ann Lee, HP 91234567", "my account there, no. 12"."""

from __future__ import annotations

import re
from functools import cache

from clawback.identifiers.reading import Reading
from clawback.identifiers.words import Phrases, Said, listed, table

__all__ = ["by_labels", "by_noun"]

_REACH, _NEAR, _FIELD = 150, 45, 32
_BANK = {"account", "card", "iban"}
_ENDS = re.compile(r"[。！？!?।]|(?<=[^\W\d_]{4})\.\s(?!\S{0,12}[:：])|\n\s*\n")
_PARTS = re.compile(r"[,，;；、/|\n]|\s[-–]\s|\.\s")
_COLON = re.compile(r"\s*(?:(?:[(（][^)）]{0,12}[)）]|name|姓名|nombre|nome)?\s*[:：]|ชื่อ|คือ|นาย|นาง)")
"""What follows a label; in Thai, which sets no marks, a word for a name or a title."""
_FILLS = re.compile(
    r"(?:[\s:：.#=()（）'’\-]|的|号码?|號碼?|是|为|為|の|は|은|는|의|का|की|के|है|คือ|ของ|"
    r"\b(?:s|no|nº|number|is|es|é|là|của|adalah|ialah|ka|ki|hai|de|del|da|do|la|el)\b)*"
)


@cache
def _labels() -> Phrases:
    words = {name: listed(text) for name, text in table("roles")["labels"].items() if name != "fields"}
    return Phrases({**words, "theirs": [*listed(table("roles")["words"]["theirs"]), *words["theirs"]]})


@cache
def _fields() -> Phrases:
    """Words that name a field: `bank` of an account or card, `reach` of a telephone, address or name in a service."""
    cues = {name: listed(text) for name, text in table("cues").items()}
    services = [word for each in table("services").values() for word in listed(each["cues"])]
    return Phrases(
        {
            "bank": [*cues["account"], *cues["card"], *cues["clabe"], *cues["sort"], "iban"],
            "reach": [*cues["phone"], *services, *listed(table("roles")["labels"]["fields"])],
        }
    )


def by_labels(reading: Reading, start: int, kind: str) -> str | None:
    """`victim` in a field that a label gives to who reports, `unknown` near such a label; None where none is there.

    A label is passed over where the other side is named after it, or something is done: a story has begun.
    """
    lower = reading.view.lower
    left = _begin(lower, start - _REACH, start)
    said = [each for each in _labels().within(lower, left, start) if not _in_field(lower, each, start)]
    owner = next((each for each in reversed(said) if "owner" in each.means), None)
    if owner is None or said[-1] is not owner:
        return None
    gap = lower[owner.end : start]
    if _is_field(gap) and (
        _names_field(gap) or _names_field(lower[max(owner.start - 16, left) : owner.start])
    ):
        return "victim"
    *before, last = _PARTS.split(gap) if _PARTS.search(gap) else _without_marks(gap)
    said_first = not lower[left : owner.start].strip()  # else the other side may have said "my name is"
    of_field = lower.endswith("ชื่อ", left, owner.start) or _names_field(
        lower[max(owner.start - 16, left) : owner.start]
    )
    told = said_first if "named" in owner.means else bool(_COLON.match(gap)) or of_field
    if not before or any(len(each) > _FIELD for each in before) or not _is_field(last):
        return "unknown" if told and len(gap) <= _NEAR else None
    return "victim" if told and kind not in (*_BANK, "crypto") else "unknown"


def _without_marks(gap: str) -> list[str]:
    """A gap of Thai before the name of its last field, where that name begins; any other gap as it is."""
    first = None
    for said in _fields().within(gap):
        if first is None or not _FILLS.fullmatch(gap, first[1], said.start):
            first = (said.start, said.end)
        first = (first[0], said.end)
    return (
        [gap]
        if first is None or not "\u0e00" <= gap.lstrip()[:1] <= "\u0e7f"
        else [gap[: first[0]], gap[first[0] :]]
    )


def by_noun(reading: Reading, mine: int, start: int, kind: str) -> str | None:
    """`victim` where "my account" is told more of before its number: "my account at a bank, number 12"."""
    lower = reading.view.lower
    noun = next(_fields().within(lower, mine, start), None)
    wanted = "bank" if kind in _BANK else "reach"
    if noun is None or lower[mine : noun.start].strip() or wanted not in noun.means:
        return None
    rest = lower[noun.end : start]
    if re.search(r"[0-9]{4}", rest) or any(True for _ in _labels().within(lower, noun.end, start)):
        return None
    last = _PARTS.split(rest)[-1]
    return ("victim" if _names_field(last) else "unknown") if _is_field(last) else None


def _begin(lower: str, left: int, start: int) -> int:
    left = max(left, 0)
    for match in _ENDS.finditer(lower, left, start):
        left = match.end()
    return left


def _in_field(lower: str, said: Said, start: int) -> bool:
    """Whether a word for an act is but a part of the field's name just before the number: "contact number"."""
    return "acts" in said.means and _is_field(lower[said.start : start])


def _is_field(text: str) -> bool:
    """Whether nothing but names of fields, and what joins them to a value, stands there."""
    place = 0
    for said in _fields().within(text):
        if not _FILLS.fullmatch(text, place, said.start):
            return False
        place = said.end
    return _FILLS.fullmatch(text, place) is not None


def _names_field(text: str) -> bool:
    return any(True for _ in _fields().within(text))
