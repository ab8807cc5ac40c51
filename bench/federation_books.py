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
    own = [row for row in rows if name in (row.debtor[0], row.creditor[0])]
    others = max(0, size - len(own))
    chance = np.random.default_rng(number)
    first = min(row.settled_at for row in rows)
    texts, agents = np.asarray([str(each) for each in range(_PEOPLE)]), np.asarray(list(names))
    here, there = (texts[chance.integers(0, _PEOPLE, others)] for _ in range(2))
    peers = agents[chance.integers(0, len(names), others)]
    times = first - chance.integers(1, 7 * _DAY, others)
    columns = {
        "transfer_id": [*(row.key for row in own), *(f"P{at}" for at in range(others))],
        "settled_at": pa.array(np.concatenate([[row.settled_at for row in own], times]).astype("int64")).cast(
            pa.timestamp("us", "UTC")
        ),
        "debtor_agent": [*(row.debtor[0] for row in own), *([name] * others)],
        "debtor_account": [*(row.debtor[1] for row in own), *here],
        "creditor_agent": [*(row.creditor[0] for row in own), *peers],
        "creditor_account": [*(row.creditor[1] for row in own), *there],
        "amount": [*(_text(row.amount) for row in own), *map(str, chance.integers(1, 10_000, others))],
        "currency": ["EUR"] * (len(own) + others),
        "kind": [*(row.kind for row in own), *(["transfer"] * others)],
    }
    path, built = folder / f"{name}.parquet", folder / f"{name}.ledger"
    parquet.write_table(pa.table(columns), path)
    build(str(path), built, ReadOptions())
    path.unlink()
    return LedgerBook(read_ledger(str(built)), name)


def _text(units: int) -> str:
    return f"{units // 100}.{units % 100:02d}"
