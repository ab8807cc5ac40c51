"""The index of a ledger, made from its transfers in order."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from clawback.ledgers.ids import index_ids, make_ids
from clawback.ledgers.ledger import DEBIT, Index, Int64s, Uint8s, Uint32s, Uint64s
from clawback.ledgers.reversals import link_reversals
from clawback.ledgers.texts import frozen
from clawback.ledgers.walk_kernels import Account, Events, Words, count_events, index_accounts
from clawback.ledgers.workspace import MemoryWorkspace, Workspace

__all__ = ["EventIndex", "build_index", "complete", "index_events", "two_threads"]


@contextmanager
def two_threads() -> Iterator[Executor]:
    """Two threads for compiled code and digests, which do not hold the interpreter's lock."""
    with ThreadPoolExecutor(2) as threads:
        yield threads


class EventIndex(NamedTuple):
    """The part of an index that is about accounts' events; `beyond` is an account whose sums leave int64, or -1."""

    debit_start: Int64s
    debits: Int64s  # four words a debit
    credit_start: Int64s
    credit_rank: Uint32s
    credit_net_before: Int64s
    accounts: Words
    beyond: int


def index_events(accounts: int, events: Events, workspace: Workspace, threads: Executor) -> EventIndex:
    """Lists each account's debits and credits, and counts its net before each."""
    starts = [workspace.array(f"{side}_start", np.int64, accounts + 1) for side in ("debit", "credit")]
    for start in starts:
        start[:] = 0
    list(threads.map(count_events, (events.debtor, events.creditor), starts))
    words = np.zeros((accounts, Account.WORDS), np.int64)
    words[:, Account.DEBIT_AT], words[:, Account.CREDIT_AT] = (start[:-1] for start in starts)
    debits = workspace.array("debits", DEBIT, len(events.amount)).view(np.int64)
    credit_rank = workspace.array("credit_rank", np.uint32, len(events.amount))
    net_before = workspace.array("credit_net_before", np.int64, len(events.amount))

    def part(first: int, last: int) -> int:
        return index_accounts(events, first, last, words, debits, credit_rank, net_before)

    middle = (accounts + 1) // 2
    beyond = max(threads.map(part, (0, middle), (middle, accounts)))
    debit_start, credit_start = (frozen(start) for start in starts)
    return EventIndex(
        debit_start, frozen(debits), credit_start, frozen(credit_rank), frozen(net_before), words, beyond
    )


def complete(
    events: EventIndex,
    hashes: tuple[Uint64s, Uint32s],
    reversals: tuple[Uint32s, Int64s],
    workspace: Workspace,
) -> Index:
    """The whole index out of its parts."""
    reversal_rank = workspace.array("reversal_rank", np.uint32, len(reversals[0]))
    reversed_rank = workspace.array("reversed_rank", np.int64, len(reversals[1]))
    reversal_rank[:], reversed_rank[:] = reversals
    net, least = (
        workspace.array(name, np.int64, len(events.accounts)) for name in ("net_final", "net_least")
    )
    net[:] = events.accounts[:, Account.CREDITED] - events.accounts[:, Account.DEBITED]
    least[:] = events.accounts[:, Account.LEAST]
    return Index(
        debit_start=events.debit_start,
        debits=events.debits.view(DEBIT),
        credit_start=events.credit_start,
        credit_rank=events.credit_rank,
        credit_net_before=events.credit_net_before,
        net_final=frozen(net),
        net_least=frozen(least),
        reversal_rank=frozen(reversal_rank),
        reversed_rank=frozen(reversed_rank),
        id_hash=hashes[0],
        id_rank=hashes[1],
    )


def build_index(
    *,
    accounts: int,
    transfer_id: pa.Array,
    settled_at: Int64s,
    debtor: Uint32s,
    creditor: Uint32s,
    amount: Int64s,
    kind: Uint8s,
    reverses: pa.Array | None = None,
    alias: pa.Array | None = None,
) -> Index:
    """The index, in memory, of transfers that have been checked: of a ledger, or of some of one."""
    workspace = MemoryWorkspace()
    columns = (frozen(settled_at), frozen(debtor), frozen(creditor), frozen(amount), frozen(kind))
    with two_threads() as threads:
        hashes = index_ids(transfer_id, alias, workspace, threads)
        events = index_events(accounts, Events(*columns), workspace, threads)
    assert events.beyond < 0, "the sums of some transfers are beyond those of all"
    ids = make_ids(transfer_id, alias, *hashes)
    return complete(events, hashes, link_reversals(kind, debtor, creditor, reverses, ids), workspace)
