"""A ledger ready to be traced: transfers in order, their accounts, and the index by which a walk finds its way.

All arrays are read-only; they stand in memory or in the mapped files of a ledger directory alike. An account
is named inside by its place in `agents`/`numbers`, a transfer by its place in ledger order, its *rank*.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from clawback.money import Currency

__all__ = ["CREDITOR_BITS", "DEBIT", "Index", "Int64s", "Ledger", "Uint8s", "Uint32s", "Uint64s"]

Int64s = npt.NDArray[np.int64]
Uint8s = npt.NDArray[np.uint8]
Uint32s = npt.NDArray[np.uint32]
Uint64s = npt.NDArray[np.uint64]

CREDITOR_BITS = 29
"""A debit's `creditor_kind` holds the creditor in its low bits and the kind's code above: creditor | kind << 29."""

DEBIT = np.dtype(
    [
        ("rank", np.uint32),
        ("creditor_kind", np.uint32),
        ("amount", np.int64),
        ("net_before", np.int64),
        ("settled_at", np.int64),
    ]
)
"""One debit as a walk reads it: 32 bytes, two to a cache line, an account's debits side by side.

`net_before` is the sum of the account's credits less debits before it (without the opening balance).
"""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Index:
    """What a walk reads. n transfers, a accounts."""

    debit_start: (
        Int64s  # a + 1: the debits of account x are debits[debit_start[x] : debit_start[x + 1]], by rank
    )
    debits: npt.NDArray[Any]  # n of DEBIT
    credit_start: Int64s  # a + 1
    credit_rank: Uint32s  # n: ranks of the credits of account x, rising
    credit_net_before: (
        Int64s  # n, by rank: the creditor's net before this credit (after the debit of a self-transfer)
    )
    net_final: Int64s  # a: credits less debits over the whole ledger
    net_least: Int64s  # a: the least net at any moment, 0 included (the start)
    reversal_rank: Uint32s  # ranks of kind reversal, rising
    reversed_rank: (
        Int64s  # beside it: the rank of the earlier transfer that it reverses, or -1 where it names none
    )
    id_hash: Uint64s  # n + aliases: rising hashes of transfer_id (and alias)
    id_rank: Uint32s  # beside it: the rank


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Ledger:
    """Transfers of one currency in ledger order. Made by `clawback.read_ledger`.

    `opening` is what a trace starts from by default: given where `opening_given` is 1, else inferred
    (max(0, -net_least)). `settled_at` is in microseconds since 1970, UTC. `monotone` tells that settled_at
    never falls along the order. `further` holds optional columns by name (booked_at, end_to_end_id, uetr,
    reference, reverses, debited_at, credited_at, alias, label), each of n values with nulls.
    """

    currency: Currency
    snapshot: str  # "sha256:..."
    agents: pa.Array  # a strings; accounts are sorted by agent, then account (UTF-8 bytes)
    numbers: pa.Array  # a strings
    opening: Int64s
    opening_given: Uint8s
    assumed: Uint8s  # a: 1 where the order of the account's events is assumed
    transfer_id: pa.Array  # n large strings
    settled_at: Int64s
    debtor: Uint32s
    creditor: Uint32s
    amount: Int64s
    kind: Uint8s
    monotone: bool
    index: Index
    further: dict[str, pa.Array] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    order_conflicts: tuple[tuple[str, ...], ...] = ()

    def __len__(self) -> int:
        """The number of transfers."""
        return len(self.amount)
