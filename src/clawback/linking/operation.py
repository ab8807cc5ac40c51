"""Operations and links as they are told: what reports share, what each thing is worth, and that in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clawback.linking.facts import Thing

__all__ = ["Link", "Operation", "Reason"]

_SAID = {
    "account": "the account", "iban": "the account", "card": "the card", "crypto": "the address",
    "phone": "the telephone number", "email": "the e-mail address", "handle": "the messenger's name",
    "url": "the page", "domain": "the site", "txhash": "the transfer", "uetr": "the transfer",
    "app": "the app", "company": "the company", "ip": "the internet address",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that some reports share: worth so many bits, named by `of` of them and by `reports` reports in all.

    `money` says that traces of the reports have money there, and not only that they name it.
    """

    thing: Thing
    bits: float
    of: int
    reports: int
    money: bool = False

    @property
    def sentence(self) -> str:
        """In English; other languages are made from the fields."""
        who = "Both" if self.of == 2 else f"{self.of} of them"
        others = self.reports - self.of
        rarity = (
            "no other report does"
            if not others
            else f"{others} other report{'s do' if others > 1 else ' does'}"
        )
        if self.thing.kind == "text":
            return f"{who} tell nearly the same text; {rarity}."
        what = f"{_SAID[self.thing.kind]} {self.thing.value}" + (
            f" at {self.thing.agent}" if self.thing.agent else ""
        )
        if self.money:
            return f"{who} have money in {what}; {rarity}."
        return f"{who} name {what}; {rarity}."

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        kind, value, agent = self.thing
        return {
            "kind": kind, "value": None if kind == "text" else value, "agent": agent or None,
            "bits": round(self.bits, 2), "of": self.of, "reports": self.reports, "money": self.money,
            "sentence": self.sentence,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two reports of one operation, what they share, and what that is worth after the days between them."""

    one: int
    other: int
    bits: float
    days: int
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        reasons = [each.to_dict() for each in self.reasons]
        return {
            "reports": [self.one, self.other],
            "bits": round(self.bits, 2),
            "days": self.days,
            "reasons": reasons,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Reports that are one operation's work, as far as what they name shows.

    `number` is the lowest of them; `cohesion` is the share of all pairs of its reports that share a thing that counts.
    `links` join each report to the one before it with which it shares most; `reasons` are all that two of them share.
    """

    number: int
    reports: tuple[int, ...]
    first: datetime
    last: datetime
    cohesion: float
    reasons: tuple[Reason, ...]
    links: tuple[Link, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "operation": self.number,
            "reports": list(self.reports),
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "cohesion": round(self.cohesion, 3),
            "reasons": [each.to_dict() for each in self.reasons],
            "links": [each.to_dict() for each in self.links],
        }
