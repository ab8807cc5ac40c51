"""Ledgers of so many transfers on disk, one a node: a scam's own transfers among everybody's, read where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

__all__ = ["ledger_books"]

_DAY = 24 * 3600 * 1_000_000
_PEOPLE = 20_000


def ledger_books(folder: Path, names: Sequence[str], rows: Sequence[Any], size: int) -> dict[str, Any]:
    """Books of about `size` transfers each. Those of people who have nothing to do with it are of the week before."""
    return {name: _book(folder, names, number, rows, size) for number, name in enumerate(names)}


def _book(folder: Path, names: Sequence[str], number: int, rows: Sequence[Any], size: int) -> Any:
    import pyarrow as pa
    from pyarrow import parquet

    from clawback import read_ledger
    from clawback.federation.ledger_book import LedgerBook
    from clawback.ledgers.reading import ReadOptions
    from clawback.ledgers.store import build

    name = names[number]
    own = _own([row for row in rows if name in (row.debtor[0], row.creditor[0])])
    first = min(row.settled_at for row in rows)
    others = _others(names, number, max(0, size - len(own)), first)
    path, built = folder / f"{name}.parquet", folder / f"{name}.ledger"
    parquet.write_table(pa.concat_tables([own, others]), path)
    del own, others
    build(str(path), built, ReadOptions())
    path.unlink()
    return LedgerBook(read_ledger(str(built)), name)


def _own(rows: Sequence[Any]) -> Any:
    """The scams' transfers, as they are known."""
    return _table(
        [row.key for row in rows],
        [row.settled_at for row in rows],
        [row.debtor[0] for row in rows],
        [row.debtor[1] for row in rows],
        [row.creditor[0] for row in rows],
        [row.creditor[1] for row in rows],
        [_text(row.amount) for row in rows],
        [row.kind for row in rows],
    )


def _others(names: Sequence[str], number: int, count: int, before: int) -> Any:
    """Transfers of people of one agent, drawn by its number; columns are written at once, none by rows."""
    import pyarrow as pa
    from pyarrow import compute

    chance = np.random.default_rng(number)
    people = pa.array([str(each) for each in range(_PEOPLE)])
    here, there = (people.take(pa.array(chance.integers(0, _PEOPLE, count))) for _ in range(2))
    peers = pa.array(list(names)).take(pa.array(chance.integers(0, len(names), count)))
    times = before - chance.integers(1, 7 * _DAY, count)
    ids = compute.binary_join_element_wise("P", pa.array(np.arange(count)).cast("string"), "")
    amounts = pa.array(chance.integers(1, 10_000, count)).cast("string")
    name, kind = pa.repeat(names[number], count), pa.repeat("transfer", count)
    return _table(ids, times.astype("int64"), name, here, peers, there, amounts, kind)


def _table(*columns: Any) -> Any:
    import pyarrow as pa

    ids, times, debtors, accounts, creditors, theirs, amounts, kinds = columns
    texts = [pa.array(each, "string") for each in (ids, debtors, accounts, creditors, theirs, amounts, kinds)]
    named = dict(
        zip(
            (
                "transfer_id",
                "debtor_agent",
                "debtor_account",
                "creditor_agent",
                "creditor_account",
                "amount",
                "kind",
            ),
            texts,
            strict=True,
        )
    )
    settled_at = pa.array(times, "int64").cast(pa.timestamp("us", "UTC"))
    return pa.table({**named, "settled_at": settled_at, "currency": pa.repeat("EUR", len(settled_at))})


def _text(units: int) -> str:
    return f"{units // 100}.{units % 100:02d}"
