"""What a story or a file proposes: identifiers, amounts, times, and the likeliest kind of scam, each at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from clawback.reports.facts import Facts
from clawback.reports.read import read_report
from clawback.server.casework.models import Report
from clawback.server.people.models import Organisation

__all__ = [
    "IDENTIFIERS",
    "SCAM_TYPE",
    "Proposed",
    "country_of",
    "facts_in",
    "placed",
    "proposed_in",
    "read_in_place",
]

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

    `text` is what stands at characters `start` to `end` of the story, or of the text of the file of number `in_file`;
    `where` is the page or message it stands in there, `before` and `after` the words around it. A kind of scam has no
    place of its own.
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
    in_file: int = 0
    where: str = ""
    before: str = ""
    after: str = ""

    @property
    def key(self) -> str:
        """Its name in a form."""
        name = f"{self.kind.replace(' ', '-')}-{self.start}"
        return f"{name}-in-{self.in_file}" if self.in_file else name


def country_of(organisation: Organisation) -> str | None:
    """The country by which numbers and dates are read, None where the jurisdiction is no country's."""
    code = organisation.jurisdiction
    return code.upper() if len(code) == 2 else None


def facts_in(report: Report, story: str) -> Facts:
    """What is read out of the story, as it was on the day it was told."""
    return read_report(story, country_of(report.organisation), report.reported_at)


def proposed_in(facts: Facts) -> list[Proposed]:
    """What a person is asked about, in the order of the story, the kind of scam last; at most 200."""
    found = {each.key: each for each in placed(facts.to_dict())}
    shown = sorted(found.values(), key=lambda each: (each.start, each.kind))
    likeliest = facts.scam_types[0]
    if likeliest.type != "none" and likeliest.p >= _LIKELY:
        sure, chance = likeliest.p >= _SURE, f"{int(100 * likeliest.p)} %"
        shown.append(Proposed(kind=SCAM_TYPE, value=likeliest.type, because=chance, certain=sure))
    return shown[:_MOST]


def placed(told: Mapping[str, Any]) -> Iterator[Proposed]:
    """What has a place, of what Facts.to_dict() tells."""
    for each in told["identifiers"]:
        if each["kind"] in IDENTIFIERS and each["value"] is not None:
            names = ("kind", "value", "text", "start", "end", "role", "because", "certain")
            yield Proposed(**{name: each[name] for name in names}, agent=each.get("agent") or "")
    for each in told["amounts"]:
        yield _plain(each, "amount", f"{each['amount']} {each['currency']}".strip())
    for each in told["times"]:
        yield _plain(each, "time", f"{each['from']}/{each['to']}")


def _plain(each: Mapping[str, Any], kind: str, value: str) -> Proposed:
    return Proposed(kind=kind, value=value, text=each["text"], start=each["start"], end=each["end"])


def read_in_place(report: Report, story: str, proposed: Proposed, typed: str) -> Proposed | None:
    """The fact of that kind that would be read if `typed` stood there; None where none would.

    The words around it stay, so that a name is read as the service's that is named before it.
    """
    before, after = story[: proposed.start], story[proposed.end :]
    if proposed.in_file:
        before, after = proposed.before, proposed.after
    start, end = len(before), len(before) + len(typed)
    for each in placed(facts_in(report, f"{before}{typed}{after}").to_dict()):
        if each.kind == proposed.kind and each.start < end and each.end > start:
            return replace(each, start=proposed.start, in_file=proposed.in_file)
    return None
