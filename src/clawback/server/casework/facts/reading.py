"""What a story proposes: identifiers, amounts, times and the likeliest kind of scam, each at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from clawback.reports.facts import Facts
from clawback.reports.read import read_report
from clawback.server.casework.models import Report
from clawback.server.people.models import Organisation

__all__ = ["IDENTIFIERS", "SCAM_TYPE", "Proposed", "country_of", "facts_in", "proposed_in", "read_in_place"]

IDENTIFIERS: Final = (
    "phone", "email", "url", "domain", "ip", "iban", "card", "account", "crypto", "txhash", "uetr", "handle",
    "company", "app",
)  # fmt: skip
"""Kinds by which reports may find each other; a number of a person is read to be masked, and never proposed."""

SCAM_TYPE: Final = "scam type"

_MOST: Final = 200
_LIKELY: Final = 0.3
_SURE: Final = 0.8


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposed:
    """A fact as it was read. `value` is canonical: an amount with its currency, a time as `from/to`.

    `text` is what stands at characters `start` to `end` of the story; a kind of scam has no place of its own.
    """

    kind: str
    value: str
    text: str = ""
    start: int = 0
    end: int = 0
    role: str = ""
    because: str = ""
    agent: str = ""
    certain: bool = True

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.kind.replace(' ', '-')}-{self.start}"


def country_of(organisation: Organisation) -> str | None:
    """The country by which numbers and dates are read, None where the jurisdiction is no country's."""
    code = organisation.jurisdiction
    return code.upper() if len(code) == 2 else None


def facts_in(report: Report, story: str) -> Facts:
    """What is read out of the story, as it was on the day it was told."""
    return read_report(story, country_of(report.organisation), report.reported_at)


def proposed_in(facts: Facts) -> list[Proposed]:
    """What a person is asked about, in the order of the story, the kind of scam last; at most 200."""
    placed = sorted(
        {each.key: each for each in _placed(facts)}.values(), key=lambda each: (each.start, each.kind)
    )
    likeliest = facts.scam_types[0]
    if likeliest.type != "none" and likeliest.p >= _LIKELY:
        sure, chance = likeliest.p >= _SURE, f"{int(100 * likeliest.p)} %"
        placed.append(Proposed(kind=SCAM_TYPE, value=likeliest.type, because=chance, certain=sure))
    return placed[:_MOST]


def _placed(facts: Facts) -> Iterator[Proposed]:
    for each in facts.identifiers:
        if each.kind in IDENTIFIERS and each.value is not None:
            yield Proposed(
                kind=each.kind,
                value=each.value,
                text=each.text,
                start=each.start,
                end=each.end,
                role=each.role,
                because=each.because,
                agent=each.agent or "",
                certain=each.certain,
            )
    for amount in facts.amounts:
        value = f"{amount.amount} {amount.currency}".strip()
        yield Proposed(kind="amount", value=value, text=amount.text, start=amount.start, end=amount.end)
    for time in facts.times:
        value = f"{time.begins.isoformat()}/{time.ends.isoformat()}"
        yield Proposed(kind="time", value=value, text=time.text, start=time.start, end=time.end)


def read_in_place(report: Report, story: str, proposed: Proposed, typed: str) -> Proposed | None:
    """The fact of that kind that would be read if `typed` stood there; None where none would.

    The words around it stay, so that a name is read as the service's that is named before it.
    """
    changed = f"{story[: proposed.start]}{typed}{story[proposed.end :]}"
    end = proposed.start + len(typed)
    for each in _placed(facts_in(report, changed)):
        if each.kind == proposed.kind and each.start < end and each.end > proposed.start:
            return each
    return None
