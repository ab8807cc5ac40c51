"""Columns may stand in any order: what a name says counts, not a place."""

from itertools import permutations
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import clawback

COLUMNS = {
    "debtor_account": ["VICTIM"],
    "creditor_account": ["THIEF"],
    "transfer_id": ["T1"],
    "reference": ["rent"],
    "settled_at": pa.array([1_767_225_600_000_000], pa.timestamp("us", "UTC")),
    "booked_at": pa.array([1_767_229_200_000_000], pa.timestamp("us", "UTC")),
    "amount": pa.array([100], pa.int64()),
    "currency": ["EUR"],
}
ORDERS = list(permutations(COLUMNS))[::4099]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "-".join(name[:3] for name in order))
@pytest.mark.parametrize("ending", ["parquet", "arrow", "memory"])
def test_the_creditor_is_the_creditor(order: tuple[str, ...], ending: str, tmp_path: Path) -> None:
    table = pa.table({name: COLUMNS[name] for name in order})
    source: object = table
    if ending == "parquet":
        source = tmp_path / "ledger.parquet"
        pq.write_table(table, source)
    elif ending == "arrow":
        source = tmp_path / "ledger.arrow"
        with pa.ipc.new_file(source, table.schema) as file:
            file.write_table(table)
    ledger = clawback.read_ledger(source)
    positions = clawback.trace(ledger, claims=["T1"], rule="fifo").positions.to_pylist()
    assert [(row["account"], row["amount"]) for row in positions] == [("THIEF", 100)]
    assert ledger.settled_at.tolist() == [1_767_225_600_000_000]
    assert ledger.further["reference"].to_pylist() == ["rent"]
