"""A worked example as lines of one mixed account, and the ledger they make.

`A +1000` is a transfer by victim A that A claims back, `own +500` a credit that nobody claims, `-400` a transfer
out. Amounts are in units of two decimals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa

from tests.reference import Account, PlainTransfer

MIXED: Account = ("B1", "mixed")
SPENT: Account = ("B3", "spent")
START = datetime(2026, 1, 1, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LINE = re.compile(r"(?:(?P<name>\w+) )?(?P<sign>[+-])(?P<amount>[0-9.]+)")


@dataclass(frozen=True, kw_only=True)
class Example:
    """A ledger with its claims; a transfer's id is the number of its line, from 1."""

    transfers: list[PlainTransfer]
    claimants: dict[str, str]  # claim -> victim
    opening: int

    def by_claimant(self, claims: Mapping[str, int]) -> dict[str, int]:
        """Amounts summed by victim; every victim is named."""
        sums = dict.fromkeys(self.claimants.values(), 0)
        for claim, amount in claims.items():
            sums[self.claimants[claim]] += amount
        return sums


def cents(text: str) -> int:
    """Minor units of a decimal text."""
    units = Decimal(text) * 100
    assert units == int(units), text
    return int(units)


def read_example(lines: list[str], opening: str = "0") -> Example:
    """The example that the lines tell, one a day."""
    transfers, claimants = [], {}
    for number, line in enumerate(lines, start=1):
        match = LINE.fullmatch(line)
        assert match, line
        debtor_name = match["name"]
        debtor, creditor = (MIXED, SPENT) if match["sign"] == "-" else (("B2", debtor_name), MIXED)
        if debtor_name not in (None, "own"):
            claimants[str(number)] = debtor_name
        settled_at = START + timedelta(days=number)
        transfers.append(
            PlainTransfer(
                id=str(number),
                settled_at=(settled_at - EPOCH) // timedelta(microseconds=1),
                debtor=debtor,
                creditor=creditor,
                amount=cents(match["amount"]),
            )
        )
    return Example(transfers=transfers, claimants=claimants, opening=cents(opening))


def ledger_table(transfers: list[PlainTransfer], currency: str = "EUR") -> pa.Table:
    """The transfers as a table that `clawback.read_ledger` reads; amounts in int64 minor units."""
    columns: dict[str, list[Any]] = {
        "transfer_id": [row.id for row in transfers],
        "debtor_agent": [row.debtor[0] for row in transfers],
        "debtor_account": [row.debtor[1] for row in transfers],
        "creditor_agent": [row.creditor[0] for row in transfers],
        "creditor_account": [row.creditor[1] for row in transfers],
        "currency": [currency] * len(transfers),
        "kind": [row.kind for row in transfers],
    }
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    settled_at = pa.array([row.settled_at for row in transfers], pa.timestamp("us", "UTC"))
    reverses = pa.array([row.reverses for row in transfers], pa.string())
    amount = pa.array([row.amount for row in transfers], pa.int64())
    further = {"settled_at": settled_at, "amount": amount, "reverses": reverses}
    for name, column in further.items():
        table = table.append_column(name, column)
    return table
