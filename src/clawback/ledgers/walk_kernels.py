"""Compiled: the passes over a ledger's transfers that make the index."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from clawback.compiled import compiled
from clawback.ledgers.ledger import CREDITOR_BITS, Int64s, Uint8s, Uint32s
from clawback.money import INT64_MAX

__all__ = ["Account", "Events", "Words", "count_events", "index_accounts", "is_rising", "is_running_maximum"]

_HALF = np.uint64(32)
_KIND = np.uint64(CREDITOR_BITS)
_MOST = INT64_MAX

Words = npt.NDArray[np.int64]
"""Of two dimensions: a row of `Account` for each account."""


class Events(NamedTuple):
    """The transfers in ledger order, as far as the index is about them."""

    settled_at: Int64s
    debtor: Uint32s
    creditor: Uint32s
    amount: Int64s
    kind: Uint8s


class Account(IntEnum):
    """The words of what is kept of an account while its events are met: 64 bytes, one cache line."""

    DEBIT_AT = 0  # the place of its next debit
    CREDIT_AT = 1  # and of its next credit
    DEBITED = 2  # the sum of its debits
    CREDITED = 3  # and of its credits
    LEAST = 4  # the least difference of the two so far, 0 at most
    WORDS = 8


_DEBIT_AT, _CREDIT_AT = int(Account.DEBIT_AT), int(Account.CREDIT_AT)
_DEBITED, _CREDITED, _LEAST = int(Account.DEBITED), int(Account.CREDITED), int(Account.LEAST)


@compiled
def is_rising(values: Int64s) -> bool:
    """Whether no value is smaller than the one before it."""
    for i in range(1, len(values)):  # noqa: SIM110 - compiled as it stands
        if values[i] < values[i - 1]:
            return False
    return True


@compiled
def is_running_maximum(most: Int64s, values: Int64s) -> bool:
    """Whether most[i] is the greatest of values[: i + 1], for every i."""
    greatest = values[0] if len(values) else 0
    for i in range(len(values)):
        greatest = max(greatest, values[i])
        if most[i] != greatest:
            return False
    return True


@compiled
def count_events(accounts: Uint32s, starts: Int64s) -> None:
    """Where each account's events begin in a list by account: starts[x], the end of the last in starts[-1].

    `starts` has one place more than there are accounts, all 0 at first.
    """
    for i in range(len(accounts)):
        starts[accounts[i] + np.int64(1)] += 1
    for x in range(1, len(starts)):
        starts[x] += starts[x - 1]


@compiled
def index_accounts(
    events: Events,
    first: int,
    last: int,
    accounts: Words,
    debits: Int64s,
    credit_rank: Uint32s,
    credit_net_before: Int64s,
) -> int:
    """Fills the index of accounts first..last; the account whose sums leave int64, or -1.

    `accounts`: a row of `Account` each. `debits`: the words of the ledger's debits, four each
    (`ledger.DEBIT`). Of a transfer to itself an account is debited first.
    """
    # Taken out here: in the loop each taking out counts references, which two threads do to one another's cost.
    settled_at, debtor, creditor, amount, kind = events
    for rank in range(len(amount)):
        x, y, units = np.int64(debtor[rank]), np.int64(creditor[rank]), amount[rank]
        if first <= x < last:
            net = accounts[x, _CREDITED] - accounts[x, _DEBITED]
            at = accounts[x, _DEBIT_AT] * 4
            debits[at] = np.int64(np.uint64(rank) | (np.uint64(y) | np.uint64(kind[rank]) << _KIND) << _HALF)
            debits[at + 1] = units
            debits[at + 2] = net
            debits[at + 3] = settled_at[rank]
            if accounts[x, _DEBITED] > _MOST - units:
                return x  # type: ignore[return-value]
            accounts[x, _DEBIT_AT] += 1
            accounts[x, _DEBITED] += units
            accounts[x, _LEAST] = min(accounts[x, _LEAST], net - units)
        if first <= y < last:
            credit_rank[accounts[y, _CREDIT_AT]] = rank
            credit_net_before[rank] = accounts[y, _CREDITED] - accounts[y, _DEBITED]
            if accounts[y, _CREDITED] > _MOST - units:
                return y  # type: ignore[return-value]
            accounts[y, _CREDIT_AT] += 1
            accounts[y, _CREDITED] += units
    return -1
