"""The result of a trace as CSV: one row per rule, position and claim."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

from clawback.cli.texts import as_text
from clawback.money import format_amount

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["print_rows"]


def print_rows(found: Trace) -> None:
    """Prints rule,agent,account,kind,claim,amount,currency to standard output."""
    money = found.ledger.currency
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["rule", "agent", "account", "kind", "claim", "amount", "currency"])
    for row in found.positions.to_pylist():
        amount = format_amount(row["amount"], money)
        texts = (as_text(row[name]) for name in ("agent", "account"))
        writer.writerow([row["rule"], *texts, row["kind"], as_text(row["claim"]), amount, money.code])
