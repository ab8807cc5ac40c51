"""As-of in a ledger whose statements' order is not that of time."""

from contextlib import closing

import pyarrow as pa
import pytest

import clawback
from clawback.ledgers.builder import Builder
from clawback.ledgers.index import two_threads
from clawback.ledgers.reading import SCHEMA, Notes
from tests.unit.tracing.build import hours, standing

ROWS = [("T1", "v", "m", 100, 1), ("T2", "m", "n", 60, 5), ("T3", "m", "k", 30, 3)]
"""T3 stands after T2 in the bank's statement, though it is dated before it."""


def out_of_time_order() -> clawback.Ledger:
    latest, rows = 0, []
    for name, debtor, creditor, amount, hour in ROWS:
        latest = max(latest, hours(hour))
        row = dict.fromkeys(SCHEMA.names)
        row |= {"transfer_id": name, "settled_at": hours(hour), "order_at": latest, "amount": amount}
        row |= {
            "debtor_agent": "B",
            "debtor_account": debtor,
            "creditor_agent": "B",
            "creditor_account": creditor,
        }
        rows.append(row | {"currency": "EUR", "kind": 0})
    notes = Notes()
    with closing(notes), two_threads() as threads:
        builder = Builder(notes, threads)
        builder.add_all("statement", [pa.RecordBatch.from_pylist(rows, SCHEMA)])
        return builder.finish()


def test_what_is_dated_later_is_left_out() -> None:
    ledger = out_of_time_order()
    assert not ledger.monotone
    found = clawback.trace(ledger, claims=["T1"], as_of="2026-01-01T04:00:00Z")
    assert standing(found, "fifo") == {"k": 30, "m": 70}
    assert [bound["balance"] for bound in found.to_dict()["bounds"]] == ["0.30", "0.70"]


def test_a_claim_dated_later_is_refused() -> None:
    with pytest.raises(clawback.ClaimError, match="after the as-of time"):
        clawback.trace(out_of_time_order(), claims=["T2"], as_of="2026-01-01T04:00:00Z")
