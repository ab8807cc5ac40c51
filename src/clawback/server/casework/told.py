"""What a reporter tells: plain records, checked before anything is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clawback.clock import to_micros
from clawback.money import Amount
from clawback.server.casework.refusals import FactsWrong

__all__ = ["Told", "ToldTransfer"]

_LONGEST_STORY = 50_000


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldTransfer:
    """One transfer as told: (agent code, account number) of both sides. Raises FactsWrong.

    `came_back` is what the victim has back already, minor units.
    """

    debtor: tuple[str, str]
    creditor: tuple[str, str]
    amount: Amount
    settled_at: datetime
    came_back: int = 0
    uetr: str = ""
    end_to_end_id: str = ""

    def __post_init__(self) -> None:
        to_micros(self.settled_at)
        if self.amount.units <= 0:
            raise FactsWrong("a transfer has an amount above zero", field="amount")
        if not 0 <= self.came_back <= self.amount.units:
            raise FactsWrong("no more came back than was paid", field="came_back")
        if len(self.uetr) > 36 or len(self.end_to_end_id) > 35:
            raise FactsWrong("the reference is too long", field="reference")


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A report as told. Raises FactsWrong where there is no transfer, or a story longer than a book's chapter."""

    channel: str
    language: str
    name: str
    contact: str
    story: str
    transfers: tuple[ToldTransfer, ...]
    scam_type: str = ""

    def __post_init__(self) -> None:
        if not self.transfers:
            raise FactsWrong("a report names at least one transfer", field="transfers")
        if len(self.story) > _LONGEST_STORY:
            raise FactsWrong(f"a story has at most {_LONGEST_STORY} characters", field="story")
        if not self.contact.strip():
            raise FactsWrong("a report names a contact", field="contact")
