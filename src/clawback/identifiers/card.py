"""Payment cards: 13 to 19 digits whose check digit (Luhn) holds, in a range that a card network issues."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import luhn

from clawback.identifiers.found import CHECKED, CUED, SHAPE, Candidate
from clawback.identifiers.reading import NOT_IDENTIFIERS, Reading

__all__ = ["find", "is_card"]

_ISSUED = re.compile(
    r"62[0-9]{14,17}|4[0-9]{12}(?:[0-9]{3}){0,2}|5[1-5][0-9]{14}|2[2-7][0-9]{14}|3[47][0-9]{13}|35[0-9]{14}"
    r"|6(?:[03578][0-9]{2})[0-9]{12,15}|81[0-9]{14}|9[0-9]{15,18}|8[0-9]{15}"
)


def is_card(digits: str) -> bool:
    """Whether a network issues such numbers and the check digit holds."""
    return _ISSUED.fullmatch(digits) is not None and luhn.is_valid(digits)


def find(reading: Reading) -> Iterator[Candidate]:
    """Runs of digits that are a card's number, unless a word calls them something else."""
    for run in reading.runs:
        if not 13 <= len(run.digits) <= 19 or not luhn.is_valid(run.digits):
            continue
        cue = reading.cue(run.start)
        means = set(cue.means) if cue else set()
        cued = (
            bool(means & {"card", "account"})
            or reading.bank_gap(run.start) is not None
            or reading.bank_follows(run.end)
        )
        if not _ISSUED.fullmatch(run.digits) and not (cued and len(run.digits) >= 16):
            continue
        if not cued and means & NOT_IDENTIFIERS and cue and cue.near:
            continue
        strength = CHECKED if cued else SHAPE
        yield Candidate(
            kind="card",
            value=run.digits,
            start=run.start,
            end=run.end,
            strength=max(strength, CUED - 10),
            because="check digit holds" + ("; after a word for a card or account" if cued else ""),
        )
