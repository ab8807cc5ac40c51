"""What a reporter tells: plain records, checked before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from clawback.clock import to_micros
from clawback.money import Amount
from clawback.server.casework.refusals import FactsWrong

__all__ = ["IDENTIFIERS", "Told", "ToldIdentifier", "ToldTransfer"]

IDENTIFIERS: Final = ("telephone", "address", "handle")
"""A telephone number, a web address, a name in an app: by which reports of one operation find each other."""

_LONGEST_STORY = 50_000
_MOST_TRANSFERS = 50
_MOST_IDENTIFIERS = 30
_SHORT = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldTransfer:
    """One transfer as told: (agent code, account number) of both sides. Raises FactsWrong.

    `came_back` is what the victim has back already, minor units; `named` is the creditor's name as it was told to the
    victim, `banks` what they wrote where their list had no agent, `day_only` that they do not know the time of day.
    """

    debtor: tuple[str, str]
    creditor: tuple[str, str]
    amount: Amount
    settled_at: datetime
    came_back: int = 0
    uetr: str = ""
    end_to_end_id: str = ""
    named: str = ""
    banks: str = ""
    day_only: bool = False

    def __post_init__(self) -> None:
        to_micros(self.settled_at)
        if self.amount.units <= 0:
            raise FactsWrong("a transfer has an amount above zero", field="amount")
        if not 0 <= self.came_back <= self.amount.units:
            raise FactsWrong("no more came back than was paid", field="came_back")
        if len(self.uetr) > 36 or len(self.end_to_end_id) > 35:
            raise FactsWrong("the reference is too long", field="reference")
        if len(self.named) > _SHORT or len(self.banks) > _SHORT:
            raise FactsWrong("the name is too long", field="named")


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldIdentifier:
    """What the scammers used: `kind` is one of IDENTIFIERS. Raises FactsWrong."""

    kind: str
    value: str

    def __post_init__(self) -> None:
        if self.kind not in IDENTIFIERS or not 0 < len(self.value.strip()) <= _SHORT:
            raise FactsWrong("this is no telephone number, address or name", field="identifiers")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A report as told. Raises FactsWrong where there is no transfer, or a story longer than a book's chapter.

    `safe`, `forced` and `leaving` (yes, no, or nothing) ask whether the victim is safe, whether somebody makes them do
    it, whether money still leaves; they decide on a referral, never on belief. `second_factor` is a word of their own.
    """

    channel: str
    language: str
    name: str
    contact: str
    story: str
    transfers: tuple[ToldTransfer, ...]
    scam_type: str = ""
    helper: str = ""
    reimbursed: str = ""
    safe: str = ""
    forced: str = ""
    leaving: str = ""
    second_factor: str = ""
    identifiers: tuple[ToldIdentifier, ...] = ()

    def __post_init__(self) -> None:
        if not self.transfers:
            raise FactsWrong("a report names at least one transfer", field="transfers")
        if len(self.transfers) > _MOST_TRANSFERS or len(self.identifiers) > _MOST_IDENTIFIERS:
            raise FactsWrong(f"a report has at most {_MOST_TRANSFERS} transfers", field="transfers")
        if len(self.story) > _LONGEST_STORY:
            raise FactsWrong(f"a story has at most {_LONGEST_STORY} characters", field="story")
        if not self.contact.strip():
            raise FactsWrong("a report names a contact", field="contact")
        if (
            max(map(len, (self.name, self.contact, self.helper, self.reimbursed, self.second_factor)))
            > _SHORT
        ):
            raise FactsWrong(f"a name or contact has at most {_SHORT} characters", field="contact")

    @property
    def at_risk(self) -> bool:
        """Whether a referral is offered first."""
        return self.safe == "no" or self.forced == "yes"

    def sealed_values(self) -> dict[str, str]:
        """What is about a person, by name; a transfer's stand under its place among them, from 1."""
        plain = {
            "name": self.name,
            "contact": self.contact,
            "first contact": self.contact,
            "story": self.story,
            "helper": self.helper,
            "reimbursed": self.reimbursed,
            "safe": self.safe,
            "forced": self.forced,
            "leaving": self.leaving,
        }
        for place, each in enumerate(self.transfers, 1):
            plain |= {f"named {place}": each.named, f"banks {place}": each.banks}
            plain[f"day only {place}"] = "yes" if each.day_only else ""
        return {name: value for name, value in plain.items() if value}
