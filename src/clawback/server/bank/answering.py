"""What a bank answers: pure, from its ledger and what it is asked. Requests are as the API writes them.

| behaviour | what it does |
| --- | --- |
| honest | holds what it finds and is free, refuses what it does not find, confirms what is so |
| slow | the same, but not before half of its time is over |
| refusing | refuses every hold, confirms nothing |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Literal

from clawback.money import currency, format_amount, parse_amount
from clawback.server.bank.ledger import BankAccount, canonical

__all__ = ["Behaviour", "Placing", "Refusing", "answer", "confirms", "half_over", "was_made"]

Behaviour = Literal["honest", "slow", "refusing"]

_HALF: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Placing:
    """So much is held, minor units; `protected` was taken off."""

    units: int
    protected: int
    currency: str

    def __str__(self) -> str:
        return f"{format_amount(self.units, currency(self.currency))} {self.currency}"

    def body(self) -> dict[str, object]:
        """As the API takes it."""
        known = currency(self.currency)
        return {
            "amount": {"amount": format_amount(self.units, known), "currency": self.currency},
            "protected": {"amount": format_amount(self.protected, known), "currency": self.currency},
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusing:
    """Nothing is held."""

    reason: str

    def body(self) -> dict[str, object]:
        """As the API takes it."""
        return {"reason": self.reason}


def answer(
    bank: Mapping[str, BankAccount], request: Mapping[str, Any], behaviour: Behaviour, at: datetime
) -> Placing | Refusing | None:
    """The answer to a hold request; None where it is not yet time."""
    if behaviour == "refusing":
        return Refusing(reason="no-funds")
    if behaviour == "slow" and not half_over(request["sent_at"], request["answer_by"], at):
        return None
    account = bank.get(canonical(request["account"]["number"]))
    if account is None or account.currency != request["amount"]["currency"]:
        return Refusing(reason="no-such-account")
    found = sum(_units(part["amount"]) for part in request["parts"] if _has(account, part["credit"]))
    if not found:
        return Refusing(reason="no-such-credit")
    units = min(found, account.free)
    if not units:
        return Refusing(reason="funds-left-already" if account.balance <= account.protected else "no-funds")
    return Placing(units=units, protected=account.protected, currency=account.currency)


def confirms(release: Mapping[str, Any], behaviour: Behaviour, at: datetime) -> bool:
    """Whether the bank says by now that it let go what it was told to."""
    if behaviour == "slow":
        return half_over(release["sent_at"], release["confirm_by"], at)
    return behaviour == "honest"


def was_made(bank: Mapping[str, BankAccount], claim: Mapping[str, Any], behaviour: Behaviour) -> bool:
    """Whether the bank finds the debit of a reported transfer, and says so."""
    account = bank.get(canonical(claim["account"]))
    if account is None or behaviour == "refusing" or account.currency != claim["amount"]["currency"]:
        return False
    return account.has(-_units(claim["amount"]), _day(claim["settled_at"]))


def _has(account: BankAccount, credit: Mapping[str, Any] | None) -> bool:
    """Where we are not told of a transfer into this very account, there is no credit to look for."""
    return credit is None or account.has(_units(credit["amount"]), _day(credit["settled_at"]))


def half_over(since: str | None, until: str | None, at: datetime) -> bool:
    """Whether half of the time that is given is over."""
    if since is None or until is None:
        return True
    start, end = datetime.fromisoformat(since), datetime.fromisoformat(until)
    return at >= start + (end - start) / _HALF


def _units(said: Mapping[str, str]) -> int:
    return parse_amount(said["amount"], currency(said["currency"]))


def _day(time: str) -> date:
    return datetime.fromisoformat(time).astimezone(UTC).date()
