"""A ledger that is open, as batches of `reading.SCHEMA`, in ledger order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from clawback.ledgers.ledger import Int64s, Ledger
from clawback.ledgers.reading import BATCH_ROWS, SCHEMA, Opening

__all__ = ["batches_of_ledger", "given_openings"]


def batches_of_ledger(ledger: Ledger) -> Iterator[Any]:
    """The transfers, `BATCH_ROWS` at a time."""
    code = pa.array([ledger.currency.code])
    latest = np.iinfo(np.int64).min
    for start in range(0, len(ledger), BATCH_ROWS):
        part = slice(start, min(start + BATCH_ROWS, len(ledger)))
        n = part.stop - part.start
        order_at: Int64s = np.maximum.accumulate(np.maximum(ledger.settled_at[part], latest))
        latest = order_at[-1]
        columns: dict[str, Any] = {
            "transfer_id": ledger.transfer_id.slice(start, n),
            "settled_at": ledger.settled_at[part],
            "order_at": order_at,
            "amount": ledger.amount[part],
            "currency": pa.DictionaryArray.from_arrays(np.zeros(n, np.int32), code),
            "kind": ledger.kind[part],
            **_accounts(ledger, part),
            **{name: column.slice(start, n) for name, column in ledger.further.items()},
        }
        yield pa.record_batch([_column(field, columns, n) for field in SCHEMA], schema=SCHEMA)


def given_openings(ledger: Ledger) -> Iterator[Opening]:
    """The opening balances that were given, not the inferred ones."""
    for at in np.flatnonzero(ledger.opening_given):
        agent, number = ledger.agents[at].as_py(), ledger.numbers[at].as_py()
        yield Opening(agent, number, ledger.currency.code, int(ledger.opening[at]))


def _accounts(ledger: Ledger, part: slice) -> dict[str, Any]:
    columns = {}
    for side, accounts in (("debtor", ledger.debtor), ("creditor", ledger.creditor)):
        places = pa.array(accounts[part])
        columns[f"{side}_agent"] = ledger.agents.take(places)
        columns[f"{side}_account"] = ledger.numbers.take(places)
    return columns


def _column(field: Any, columns: dict[str, Any], n: int) -> Any:
    column = columns.get(field.name)
    if column is None:
        return pa.nulls(n, field.type)
    array = pa.array(column) if isinstance(column, np.ndarray) else column
    return array if array.type == field.type else array.cast(field.type)
