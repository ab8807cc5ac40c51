"""Compiles the kernels of this package into their cache: `python -m clawback.ledgers.compile`."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from clawback.ledgers.check import check
from clawback.ledgers.index import build_index
from clawback.ledgers.ledger import Ledger
from clawback.ledgers.lookup import find_transfer
from clawback.ledgers.read import read_ledger
from clawback.ledgers.reading import ReadOptions
from clawback.ledgers.store import append, build

__all__ = ["warm"]

_START = datetime(2026, 1, 1, tzinfo=UTC)


def warm() -> None:
    """Reads, builds, appends to and checks a ledger of a few transfers, in memory and on disk."""
    _look_up(read_ledger(_table(["1", "2"], "transfer", [1, 0])))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ledger"
        build(_table(["1", "2"], "transfer", [0, 1]), place, ReadOptions())
        append(place, _table(["3", "4"], "reversal", [1, 0]), ReadOptions())
        _look_up(check(place))


def _table(ids: list[str], kind: str, hours: list[int]) -> pa.Table:
    columns = {name: ["x", "y"] for name in ("debtor_agent", "creditor_agent", "debtor_account")}
    times = [_START + timedelta(hours=hour) for hour in hours]
    return pa.table(
        columns
        | {
            "transfer_id": ids,
            "settled_at": pa.array(times, pa.timestamp("us", "UTC")),
            "creditor_account": ["a", "b"],
            "amount": ["1.00", "2.00"],
            "currency": ["EUR", "EUR"],
            "kind": [kind, kind],
            "reverses": ["1", None],
        }
    )


def _look_up(ledger: Ledger) -> None:
    find_transfer(ledger, "1")
    names = ("transfer_id", "settled_at", "debtor", "creditor", "amount", "kind")
    build_index(accounts=len(ledger.agents), **{name: getattr(ledger, name) for name in names})


if __name__ == "__main__":
    warm()
