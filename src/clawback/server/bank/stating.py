"""A bank's answer to a statement request: pure, from its ledger and what it is asked.

Its ledger has no other side but that of the credit that it is asked about, and no hours: every other entry is of nobody
named, an instant after the credit, in the ledger's order.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from clawback.money import currency, format_amount, parse_amount
from clawback.server.bank.answering import Behaviour, Refusing, half_over
from clawback.server.bank.ledger import BankAccount, canonical

__all__ = ["Statement", "statement"]

_COLUMNS: Final = (
    *("transfer_id", "settled_at", "debtor_agent", "debtor_account", "creditor_agent", "creditor_account"),
    *("amount", "currency", "kind"),
)
_OUTSIDE: Final = "outside"


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """The CSV, until when it is complete, both balances (minor units), and how many entries it has."""

    text: str
    ends_at: datetime
    opening: int
    closing: int
    currency: str
    entries: int

    def body(self) -> dict[str, object]:
        """As the API takes it."""
        return {
            "ends_at": self.ends_at.isoformat(),
            "opening": self._money(self.opening),
            "closing": self._money(self.closing),
            "text": self.text,
        }

    def _money(self, units: int) -> dict[str, str]:
        return {"amount": format_amount(units, currency(self.currency)), "currency": self.currency}


def statement(
    bank: Mapping[str, BankAccount], request: Mapping[str, Any], behaviour: Behaviour, at: datetime
) -> Statement | Refusing | None:
    """The answer; None where it is not yet time."""
    if behaviour == "refusing":
        return Refusing(reason="basis-not-valid-here")
    if behaviour == "slow" and not half_over(request["sent_at"], request["answer_by"], at):
        return None
    account = bank.get(canonical(request["account"]["number"]))
    if account is None or account.currency != request["currency"]:
        return Refusing(reason="no-such-account")
    known = currency(account.currency)
    credit = parse_amount(request["credit"]["amount"]["amount"], known)
    begins = datetime.fromisoformat(request["begins_at"])
    entries = _from_the_credit_on(account, credit, begins)
    opening = account.balance - sum(entries)
    if not entries or opening < 0:
        return Refusing(reason="no-such-credit")
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(_COLUMNS)
    ends = begins
    for row in _rows(request, entries, begins):
        ends = datetime.fromisoformat(row[1])
        write.writerow(row)
    return Statement(
        text=out.getvalue(),
        ends_at=ends,
        opening=opening,
        closing=account.balance,
        currency=account.currency,
        entries=len(entries),
    )


def _from_the_credit_on(account: BankAccount, credit: int, begins: datetime) -> list[int]:
    """The amounts, the credit first; none where it is not there."""
    day = begins.date()
    at = next((n for n, row in enumerate(account.entries) if row in ((credit, day), (credit, None))), None)
    return [] if at is None else [units for units, _ in account.entries[at:]]


def _rows(request: Mapping[str, Any], entries: list[int], begins: datetime) -> Iterator[tuple[str, ...]]:
    own, debtor = request["account"], request["credit"]["debtor"]
    known = currency(request["currency"])
    for place, units in enumerate(entries):
        at = (begins + timedelta(seconds=place)).isoformat()
        other = (debtor["agent"], debtor["number"]) if place == 0 else (own["agent"], _OUTSIDE)
        here = (own["agent"], own["number"])
        sides = (*other, *here) if units > 0 else (*here, *other)
        amount = format_amount(abs(units), known)
        yield f"{request['number']}-{place}", at, *sides, amount, request["currency"], "transfer"
