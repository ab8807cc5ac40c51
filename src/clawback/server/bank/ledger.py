"""A small ledger of a bank: which entries its accounts have, what stands there, and what the law protects of it.

    account,currency,balance,protected,entry,settled_on
    DE002222,EUR,3100.00,500.00,2500.00,2026-11-24
    DE002222,EUR,3100.00,500.00,-400.00,2026-11-24

A row is an entry, a credit above zero or a debit below; balance and protected are the account's, the same in all its
rows. An account without entries has one row with an empty entry. An entry without a day stands on any day: for demos.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from clawback.errors import InputError, LedgerError
from clawback.money import currency, parse_amount

__all__ = ["BankAccount", "canonical", "read_bank", "read_rows"]

_COLUMNS: Final = ["account", "currency", "balance", "protected", "entry", "settled_on"]


@dataclass(kw_only=True, slots=True)
class BankAccount:
    """Minor units of one currency. `entries` are (amount, day or None); `held` is what the bank holds by now."""

    currency: str
    balance: int
    protected: int
    entries: list[tuple[int, date | None]] = field(default_factory=list)
    held: int = 0

    def has(self, units: int, day: date) -> bool:
        """Whether there is such an entry."""
        return (units, day) in self.entries or (units, None) in self.entries

    @property
    def free(self) -> int:
        """What can still be held."""
        return max(0, self.balance - self.protected - self.held)


def canonical(number: str) -> str:
    """An account number in capitals, without spacing."""
    return re.sub(r"[\s.\-]+", "", number).upper()


def read_bank(path: Path) -> dict[str, BankAccount]:
    """Account number -> account. Raises LedgerError with file and line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return read_rows(csv.reader(file), str(path))


def read_rows(rows: Iterable[list[str]], file: str) -> dict[str, BankAccount]:
    """The accounts of a ledger's rows, the header first. Raises LedgerError."""
    found: dict[str, BankAccount] = {}
    for line, row in enumerate(rows, 1):
        if line == 1:
            if row != _COLUMNS:
                raise LedgerError("the header is another", file=file, line=1, remedy=",".join(_COLUMNS))
        elif row:
            try:
                _read(found, row)
            except (ValueError, InputError) as error:
                reason = error.reason if isinstance(error, InputError) else str(error)
                raise LedgerError(reason, file=file, line=line) from None
    return found


def _read(found: dict[str, BankAccount], row: list[str]) -> None:
    number, code, balance, protected, entry, day = row
    money = currency(code)
    said = BankAccount(
        currency=code, balance=parse_amount(balance, money), protected=parse_amount(protected, money)
    )
    account = found.setdefault(canonical(number), said)
    if (said.currency, said.balance, said.protected) != (
        account.currency,
        account.balance,
        account.protected,
    ):
        raise LedgerError(f"{number} has another balance, protected sum or currency above")
    if entry:
        account.entries.append((parse_amount(entry, money), date.fromisoformat(day) if day else None))
