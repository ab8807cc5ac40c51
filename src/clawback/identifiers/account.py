"""Local account numbers, CC:BANK:digits: after a word for an account or a bank's name; the bank is the agent."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.identifiers.card import is_card
from clawback.identifiers.found import CUED, Candidate
from clawback.identifiers.reading import Reading
from clawback.identifiers.runs import Run
from clawback.identifiers.words import table

__all__ = ["find"]

_CUES = {"account", "card"}
_PHONE_LONG = 11
"""A word for a card says nothing of a number as short as a telephone's."""


def find(reading: Reading) -> Iterator[Candidate]:
    """Runs of digits of a length that the country's accounts have, where words say that they are an account's."""
    for run in reading.runs:
        if not run.plus and len(run.digits) >= 5 and not is_card(run.digits) and _is_said(run, reading):
            bank = reading.bank(run.start, run.end)
            for country in dict.fromkeys([*([bank[0]] if bank else []), *_countries(reading)]):
                if _fits(run.digits, country):
                    yield _account(run, country, bank if bank and bank[0] == country else None)
                    break


def _countries(reading: Reading) -> list[str]:
    return [reading.country] if reading.country else list(reading.regions[:1])


def _is_said(run: Run, reading: Reading) -> bool:
    cue, gap = reading.cue(run.start), reading.bank_gap(run.start)
    if cue is None:
        return (gap is not None and len(gap) <= 25) or reading.bank_follows(run.end)
    if gap is not None and len(gap) < len(cue.gap) and len(gap) <= 25 and not cue.near:
        return True
    return bool(set(cue.means) & (_CUES if len(run.digits) > _PHONE_LONG else {"account"}))


def _fits(digits: str, country: str) -> bool:
    scheme = table("schemes").get(country)
    if scheme is None:
        return False
    lengths = (each.partition("-") for each in scheme["digits"].split("|"))
    return any(int(low) <= len(digits) <= int(high or low) for low, _, high in lengths)


def _account(run: Run, country: str, bank: tuple[str, str | None] | None) -> Candidate:
    scheme = table("schemes")[country]["scheme"]
    agent = bank[1] if bank else None
    why = f"{len(run.digits)} digits after a word for an account of {country}"
    return Candidate(
        kind="account", value=f"{country}:{scheme}:{run.digits}", start=run.start, end=run.end, strength=CUED + 1,
        because=f"{why}; agent {agent or 'not said'}", certain=agent is not None, agent=agent,
    )  # fmt: skip
