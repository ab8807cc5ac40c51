"""A ledger as it stood at an instant: transfers settled after it are left out, openings stay those of the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from clawback.ledgers.index import build_index
from clawback.ledgers.ledger import Ledger

__all__ = ["end_rank_of", "ledger_as_of", "net_at"]


def end_rank_of(ledger: Ledger, cut: int | None) -> int:
    """The rank from which on transfers of a ledger in rising time settled after `cut` (microseconds)."""
    if cut is None or not ledger.monotone:
        return len(ledger)
    return int(np.searchsorted(ledger.settled_at, cut, side="right"))


def ledger_as_of(ledger: Ledger, cut: int) -> Ledger:
    """The transfers settled up to `cut`, for a ledger whose statements' order is not that of time."""
    kept = np.flatnonzero(ledger.settled_at <= cut)
    further = {name: column.take(kept) for name, column in ledger.further.items()}
    columns: dict[str, Any] = {
        name: _read_only(getattr(ledger, name)[kept])
        for name in ("settled_at", "debtor", "creditor", "amount", "kind")
    }
    ids = ledger.transfer_id.take(kept)
    index = build_index(
        accounts=len(ledger.agents),
        transfer_id=ids,
        reverses=further.get("reverses"),
        alias=further.get("alias"),
        **columns,
    )
    return replace(ledger, transfer_id=ids, further=further, index=index, **columns)


def _read_only(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    values.flags.writeable = False
    return values


def net_at(ledger: Ledger, account: int, end_rank: int) -> int:
    """The account's credits less debits before `end_rank`."""
    index = ledger.index
    if end_rank >= len(ledger):
        return int(index.net_final[account])
    first, last = index.debit_start[account], index.debit_start[account + 1]
    debits = index.debits[first:last]
    before = int(np.searchsorted(debits["rank"], end_rank))
    net, since = 0, 0
    if before:
        newest = debits[before - 1]
        net, since = int(newest["net_before"]) - int(newest["amount"]), int(newest["rank"])
    ranks = index.credit_rank[index.credit_start[account] : index.credit_start[account + 1]]
    later = ranks[np.searchsorted(ranks, since) : np.searchsorted(ranks, end_rank)]
    return net + int(ledger.amount[later].sum())
