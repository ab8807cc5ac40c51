"""Ladybug, a graph database in the process (what Kuzu was): accounts as nodes, transfers as relations.

Its recursive relations cannot compare one transfer with the one before it, so it is asked for less: the accounts
within four hops of the claim's creditor by any transfers of the five days after the claim. That is found by breadth
first search, and holds all that a walk can reach. Asked hop by hop in order of time, it was slower by far.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import ladybug
import numpy as np
import pyarrow as pa
from pyarrow import parquet

import clawback

__all__ = ["load", "reach"]

_DAY = 86_400_000_000
_SCHEMA = (
    "CREATE NODE TABLE Account(place INT64 PRIMARY KEY)",
    "CREATE REL TABLE Transfer(FROM Account TO Account, settled_at INT64)",
)


def _connect(database: str) -> Any:
    return ladybug.Connection(ladybug.Database(database, buffer_pool_size=4 << 30), num_threads=2)


def load(ledger: str, database: str) -> dict[str, Any]:
    """Loads the accounts and transfers of a ledger folder, the accounts numbered."""
    opened = clawback.read_ledger(ledger)
    accounts, transfers = (Path(f"{database}.{name}.parquet") for name in ("accounts", "transfers"))
    parquet.write_table(pa.table({"place": np.arange(len(opened.agents))}), accounts)
    columns = {
        name: np.asarray(getattr(opened, name), np.int64) for name in ("debtor", "creditor", "settled_at")
    }
    parquet.write_table(pa.table(columns), transfers)
    start = time.perf_counter()
    connection = _connect(database)
    for statement in (*_SCHEMA, f"COPY Account FROM '{accounts}'", f"COPY Transfer FROM '{transfers}'"):
        connection.execute(statement)
    accounts.unlink()
    transfers.unlink()
    return {"seconds": time.perf_counter() - start}


def reach(ledger: str, database: str, ids: list[str]) -> dict[str, Any]:
    """Of each claim the seconds to count the accounts in reach, after one claim to warm up."""
    from clawback.ledgers.lookup import find_transfer

    opened = clawback.read_ledger(ledger)
    connection = _connect(database)
    times = []
    for claim in (ids[0], *ids):
        rank = find_transfer(opened, claim)
        start = int(opened.settled_at[rank])
        query = (
            f"MATCH (:Account {{place: {int(opened.creditor[rank])}}})-[:Transfer* SHORTEST 1..4 "
            f"(t, a | WHERE t.settled_at > {start} AND t.settled_at <= {start + 5 * _DAY})]->(b:Account) "
            "RETURN count(*)"
        )
        begun = time.perf_counter()
        connection.execute(query).get_all()
        times.append(time.perf_counter() - begun)
    return {"times": times[1:]}
