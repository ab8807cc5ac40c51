"""The snapshot of a ledger: a digest of what it says, whatever it was read from and wherever it stands.

`docs/explanation/ledger-on-disk.md` defines it so that anyone can compute it again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.ledgers.texts import values_of, views_of_texts
from clawback.money import Currency

__all__ = ["Content", "content_columns", "snapshot_of"]

_VERSION = 1


class Content(Protocol):
    """What a snapshot is of; `Ledger` is one."""

    currency: Currency
    agents: pa.Array
    further: Mapping[str, pa.Array]
    order_conflicts: Sequence[Sequence[str]]


def content_columns(ledger: Any) -> dict[str, Any]:
    """The columns that a snapshot covers: NumPy arrays of whole numbers, Arrow arrays."""
    names = ("agents", "numbers", "opening", "opening_given", "assumed")
    of_transfers = ("transfer_id", "settled_at", "debtor", "creditor", "amount", "kind")
    columns = {name: getattr(ledger, name) for name in names + of_transfers}
    return columns | {f"further.{name}": column for name, column in ledger.further.items()}


def snapshot_of(ledger: Any, threads: Executor) -> str:
    """`sha256:` and the digest, in hexadecimal digits, of a ledger's content."""
    columns = content_columns(ledger)
    longest_first = sorted(columns, key=lambda name: name != "transfer_id")
    digests = dict(
        zip(longest_first, threads.map(lambda name: _digest(columns[name]), longest_first), strict=True)
    )
    said = {
        "clawback_snapshot": _VERSION,
        "currency": ledger.currency.code,
        "decimals": ledger.currency.decimals,
        "accounts": len(ledger.agents),
        "transfers": len(ledger.amount),
        "columns": digests,
        "order_conflicts": [list(group) for group in ledger.order_conflicts],
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _digest(column: Any) -> str:
    digest = hashlib.sha256()
    for part in _parts(column):
        digest.update(part)
    return digest.hexdigest()


def _parts(column: Any) -> Iterator[Any]:
    if isinstance(column, np.ndarray):
        yield np.ascontiguousarray(column)
        return
    if column.null_count:
        yield np.packbits(np.asarray(pc.is_valid(column)), bitorder="little")
        column = pc.fill_null(column, "" if pa.types.is_large_string(column.type) else 0)
    if pa.types.is_large_string(column.type):
        offsets, data = views_of_texts(column)
        yield offsets if offsets[0] == 0 else offsets - offsets[0]
        yield data[offsets[0] : offsets[-1]]
    else:
        yield values_of(column)
