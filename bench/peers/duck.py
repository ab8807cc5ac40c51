"""DuckDB: the same Parquet file in a table on disk, with the indexes that a tracing tool on it would need."""

from __future__ import annotations

import time
from typing import Any

import duckdb

__all__ = ["load", "number", "reach"]

THREADS = 2
_DAY = 86_400_000_000
_INDEXES = (
    "CREATE UNIQUE INDEX by_id ON transfers (transfer_id)",
    "CREATE INDEX by_debtor ON transfers (debtor_agent, debtor_account)",
    "CREATE INDEX by_creditor ON transfers (creditor_agent, creditor_account)",
)
_NUMBERED = (
    """CREATE TABLE accounts AS SELECT (row_number() OVER ())::INTEGER AS place, agent, account FROM (
    SELECT debtor_agent AS agent, debtor_account AS account FROM transfers
    UNION SELECT creditor_agent, creditor_account FROM transfers)""",
    """CREATE TABLE numbered AS
    SELECT transfer_id, epoch_us(settled_at) AS settled_at, d.place AS debtor, c.place AS creditor
    FROM transfers t JOIN accounts d ON t.debtor_agent = d.agent AND t.debtor_account = d.account
    JOIN accounts c ON t.creditor_agent = c.agent AND t.creditor_account = c.account ORDER BY 2""",
    "CREATE UNIQUE INDEX numbered_by_id ON numbered (transfer_id)",
    "CREATE INDEX numbered_by_debtor ON numbered (debtor)",
)
_REACH = {
    "as loaded": f"""
WITH RECURSIVE reach (hop, transfer_id, settled_at, agent, account) AS (
  SELECT 1, transfer_id, settled_at, creditor_agent, creditor_account FROM transfers WHERE transfer_id = $id
  UNION
  SELECT hop + 1, t.transfer_id, t.settled_at, t.creditor_agent, t.creditor_account
  FROM reach r JOIN transfers t ON t.debtor_agent = r.agent AND t.debtor_account = r.account
    AND t.settled_at > r.settled_at AND t.settled_at <= r.settled_at + INTERVAL 24 HOUR
  WHERE r.hop < 5 AND t.settled_at BETWEEN make_timestamptz($start) AND make_timestamptz($start + 5 * {_DAY}))
SELECT transfer_id, epoch_us(min(settled_at)) FROM reach GROUP BY 1 ORDER BY 2, 1""",
    "with numbered accounts": f"""
WITH RECURSIVE reach (hop, transfer_id, settled_at, account) AS (
  SELECT 1, transfer_id, settled_at, creditor FROM numbered WHERE transfer_id = $id
  UNION
  SELECT hop + 1, t.transfer_id, t.settled_at, t.creditor
  FROM reach r JOIN numbered t ON t.debtor = r.account
    AND t.settled_at > r.settled_at AND t.settled_at <= r.settled_at + {_DAY}
  WHERE r.hop < 5 AND t.settled_at BETWEEN $start AND $start + 5 * {_DAY})
SELECT transfer_id, min(settled_at) FROM reach GROUP BY 1 ORDER BY 2, 1""",
}


def _connect(database: str) -> Any:
    return duckdb.connect(database, config={"threads": THREADS})


def load(parquet: str, database: str) -> dict[str, Any]:
    """Loads the file and makes three indexes."""
    start = time.perf_counter()
    connection = _connect(database)
    connection.execute("CREATE TABLE transfers AS SELECT * FROM read_parquet($1)", [parquet])
    loaded = time.perf_counter()
    for statement in _INDEXES:
        connection.execute(statement)
    connection.close()
    return {"seconds": time.perf_counter() - start, "loading": loaded - start}


def number(database: str) -> dict[str, Any]:
    """Adds a narrower table for the reach, in the order of time, its accounts numbered: DuckDB at its best."""
    connection = _connect(database)
    for statement in _NUMBERED:
        connection.execute(statement)
    return {}


def reach(database: str, form: str, ids: list[str], followed: list[list[str]]) -> dict[str, Any]:
    """Of each claim the seconds for the first 500 transfers of its reach, after one claim to warm up.

    `missed` counts what clawback follows and the whole reach does not have.
    """
    connection = _connect(database)
    times, missed = [], 0
    for place in (0, *range(len(ids))):
        claim = {"id": ids[place], "start": _start(connection, ids[place])}
        start = time.perf_counter()
        connection.execute(f"{_REACH[form]} LIMIT 500", claim).fetchall()
        times.append(time.perf_counter() - start)
    for claim_id, wanted in list(zip(ids, followed, strict=True))[:10]:
        claim = {"id": claim_id, "start": _start(connection, claim_id)}
        missed += len(set(wanted) - {row[0] for row in connection.execute(_REACH[form], claim).fetchall()})
    return {"times": times[1:], "missed": missed, "checked": sum(len(wanted) for wanted in followed[:10])}


def _start(connection: Any, claim: str) -> int:
    rows = connection.execute("SELECT epoch_us(settled_at) FROM transfers WHERE transfer_id = $1", [claim])
    return int(rows.fetchone()[0])
