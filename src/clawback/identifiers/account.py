"""Local account numbers, CC:BANK:digits: after a word for an account or a bank's name; the bank is the agent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clawback.identifiers.card import is_card
from clawback.identifiers.found import CUED, Candidate
from clawback.identifiers.phone import MOBILE, number_of
from clawback.identifiers.reading import Reading
from clawback.identifiers.runs import Run
from clawback.identifiers.words import table

__all__ = ["find"]

_CUES = {"account", "card"}
_PHONE_LONG = 11
"""A word for a card says nothing of a number as short as a telephone's."""
_LONG = 10
"""Digits that a number has at least where its agent's code stands before it."""


def find(reading: Reading) -> Iterator[Candidate]:
    """Runs of digits of a length that the country's accounts have, where words say that they are an account's."""
    for run in reading.runs:
        if not run.plus and len(run.digits) >= 5 and not is_card(run.digits) and _is_said(run, reading):
            bank = reading.bank(run.start, run.end)
            for country in dict.fromkeys([*([bank[0]] if bank else []), *_countries(reading)]):
                number, code = _without_code(run, country)
                if _scheme(number.digits, country) is not None:
                    yield _account(number, country, bank if bank and bank[0] == country else None, code)
                    break


def _countries(reading: Reading) -> list[str]:
    return [reading.country] if reading.country else list(reading.regions[:1])


def _is_said(run: Run, reading: Reading) -> bool:
    cue, gap = reading.cue(run.start), reading.bank_gap(run.start)
    if cue is None:
        return (
            (gap is not None and len(gap) <= 25)
            or reading.bank_follows(run.end)
            or (reading.is_paid_to(run.start) and not _is_telephone(run, reading))
        )
    if gap is not None and len(gap) < len(cue.gap) and len(gap) <= 25 and (not cue.near or _touches(gap)):
        return True
    return bool(set(cue.means) & (_CUES if len(run.digits) > _PHONE_LONG else {"account"}))


def _touches(gap: str) -> bool:
    """Whether the bank's name stands just before the number: what is farther says less."""
    return len(gap) <= 2 and not gap.strip(" :")


def _is_telephone(run: Run, reading: Reading) -> bool:
    found = number_of(run.digits, run.plus, tuple(_countries(reading)), False)
    return found is not None and (found[3] in MOBILE or run.digits.startswith("0"))


def _scheme(digits: str, country: str) -> str | None:
    """The scheme of the country whose numbers are that long; None where none is."""
    own = table("schemes").get(country)
    for each in (own, own.get("also")) if own else ():
        lengths = (part.partition("-") for part in each["digits"].split("|")) if each else ()
        if any(int(low) <= len(digits) <= int(high or low) for low, _, high in lengths):
            return str(each["scheme"])
    return None


def _without_code(run: Run, country: str) -> tuple[Run, str | None]:
    """The number without the agent's code that is written before it, and that code: 822-123456789012."""
    length = table("schemes").get(country, {}).get("code")
    match = re.match(rf"[(]?([0-9]{{{length}}})[)]?[ -]+(?=[0-9])", run.text) if length else None
    if match is None or len(run.digits) < length + _LONG:
        return run, None
    return Run(run.digits[length:], run.start + match.end(), run.end, run.text[match.end() :]), match[1]


def _account(
    run: Run, country: str, bank: tuple[str, str | None] | None, code: str | None = None
) -> Candidate:
    agent = (bank[1] if bank else None) or code
    why = f"{len(run.digits)} digits after a word for an account of {country}"
    return Candidate(
        kind="account", value=f"{country}:{_scheme(run.digits, country)}:{run.digits}", start=run.start, end=run.end,
        strength=CUED + 1, because=f"{why}; agent {agent or 'not said'}", certain=agent is not None, agent=agent,
    )  # fmt: skip
