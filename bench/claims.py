"""Drawing claims to trace. All are ordinary transfers of 200.00 or more in the first 24 hours of a world of seven
days, so that five hops of 24 hours can come to their end; 200.00 is where MED 2.0 begins to follow."""

from __future__ import annotations

import numpy as np

from clawback.ledgers.ledger import Ledger

__all__ = ["HUBS", "draw"]

HUBS = 100
_LEAST = 20_000
_DAY = 86_400_000_000


def draw(ledger: Ledger, sort: str, count: int, seed: int) -> list[str]:
    """`count` transfer ids, or as many as there are: `typical` ones, or `hub` ones, whose creditor is one of the
    100 accounts with the most debits."""
    debits = np.diff(ledger.index.debit_start)
    hubs = np.argsort(debits)[-HUBS:]
    first = int(np.searchsorted(ledger.settled_at, ledger.settled_at[0] + _DAY))
    fits = (ledger.kind[:first] == 0) & (ledger.amount[:first] >= _LEAST)
    fits &= np.isin(ledger.creditor[:first], hubs) == (sort == "hub")
    ranks = np.flatnonzero(fits)
    chosen = np.random.default_rng(seed).permutation(ranks)[:count]
    return list(ledger.transfer_id.take(chosen).to_pylist())
