"""Small ledgers for tests, written as `debtor > creditor amount [kind] [!reversed]`, one an hour, ids T1, T2..."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import clawback
from tests.law.lines import ledger_table
from tests.reference import PlainTransfer

START = datetime(2026, 1, 1, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LINE = re.compile(r"(\w+) > (\w+) (\d+)(?: (\w+))?(?: !(\w+))?")


def hours(count: float) -> int:
    """Microseconds since 1970 of so many hours after the start."""
    return (START + timedelta(hours=count) - EPOCH) // timedelta(microseconds=1)


def ledger_of(*lines: str) -> clawback.Ledger:
    """The ledger that the lines tell; agent B, cents of EUR."""
    rows = []
    for number, line in enumerate(lines, start=1):
        match = LINE.fullmatch(line)
        assert match, line
        debtor, creditor, amount, kind, reverses = match.groups()
        rows.append(
            PlainTransfer(
                id=f"T{number}",
                settled_at=hours(number),
                debtor=("B", debtor),
                creditor=("B", creditor),
                amount=int(amount),
                kind=kind or "transfer",
                reverses=reverses,
            )
        )
    return clawback.read_ledger(ledger_table(rows))


def standing(found: clawback.Trace, rule: str) -> dict[str, int]:
    """account -> what stands there under the rule."""
    table: dict[str, int] = {}
    for row in found.positions.to_pylist():
        if row["rule"] == rule and row["kind"] == "standing":
            table[row["account"]] = table.get(row["account"], 0) + row["amount"]
    return table
