"""What has been read, before it is put in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from clawback.ledgers.accounts import AccountTable
from clawback.ledgers.ledger import Int64s, Ledger, Uint8s, Uint32s
from clawback.ledgers.rows import RowNumbers
from clawback.ledgers.walk_kernels import is_rising
from clawback.money import Currency

__all__ = ["Raw"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Raw:
    """Transfers in the order of the input; `debtor` and `creditor` number accounts as they were met."""

    currency: Currency
    accounts: AccountTable
    rows: RowNumbers
    base: Ledger | None  # what is appended to: its transfers and accounts are the first
    transfer_id: pa.Array
    settled_at: Int64s
    order_at: Int64s
    debtor: Uint32s
    creditor: Uint32s
    amount: Int64s
    kind: Uint8s
    further: dict[str, pa.Array]

    def order(self) -> npt.NDArray[np.uint32] | None:
        """The numbers of the transfers in ledger order; None where they stand in it already."""
        if is_rising(self.order_at):
            return None
        return np.argsort(self.order_at, kind="stable").astype(np.uint32)
