"""The claims of thousands of cases, looked up all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa

from clawback.ledgers.ids import find_ranks, make_ids
from clawback.ledgers.ledger import Int64s, Ledger
from clawback.tracing.claims import Claims, find_claims

__all__ = ["find_cases"]


def find_cases(ledger: Ledger, cases: Sequence[Iterable[str]]) -> tuple[Claims, Int64s]:
    """The claims of all cases, one case after the other, and where each begins (one place more than cases).

    Raises ClaimError as `find_claims` does for each.
    """
    ids = [names if isinstance(names, str) else list(names) for names in cases]
    if not all(isinstance(name, str) for names in ids for name in names):
        _refuse(ledger, ids)
    starts = np.cumsum([0, *(len(names) for names in ids)], dtype=np.int64)
    rank = _ranks(ledger, [name for names in ids for name in names])
    case = np.repeat(np.arange(len(ids)), np.diff(starts))
    rank = rank[np.lexsort((rank, case))]
    again = (np.diff(rank) == 0) & (np.diff(case) == 0)
    if any(isinstance(names, str) or not names for names in ids) or again.any() or (rank < 0).any():
        _refuse(ledger, ids)
    names = ledger.transfer_id.take(pa.array(rank)).to_pylist()
    return Claims(ids=tuple(names), rank=rank, debtor=ledger.debtor[rank].astype(np.int64)), starts


def _ranks(ledger: Ledger, names: list[str]) -> Int64s:
    index = ledger.index
    ids = make_ids(ledger.transfer_id, ledger.further.get("alias"), index.id_hash, index.id_rank)
    return find_ranks(ids, pa.array(names, pa.large_string()))


def _refuse(ledger: Ledger, cases: Iterable[Iterable[str]]) -> None:
    """One by one, so that the first case that is wrong says what is."""
    for names in cases:
        find_claims(ledger, names)
    raise AssertionError("a case was refused among all that is right alone")
