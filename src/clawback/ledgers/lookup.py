"""Finding one transfer of a ledger by its id."""

from __future__ import annotations

import pyarrow as pa

from clawback.errors import LedgerError
from clawback.ledgers.id_kernels import AMBIGUOUS, NOWHERE
from clawback.ledgers.ids import find_ranks, make_ids
from clawback.ledgers.ledger import Ledger

__all__ = ["find_transfer"]


def find_transfer(ledger: Ledger, name: str) -> int | None:
    """The rank of the transfer with that id, else with that alias; None where there is none.

    Raises LedgerError where it is the alias of several transfers: two statements of different agents may use
    one reference.
    """
    index = ledger.index
    ids = make_ids(ledger.transfer_id, ledger.further.get("alias"), index.id_hash, index.id_rank)
    rank = int(find_ranks(ids, pa.array([name], pa.large_string()))[0])
    if rank == AMBIGUOUS:
        raise LedgerError(
            f"{name!r} is the other side's id of several transfers", remedy="name them by their own ids"
        )
    return None if rank == NOWHERE else rank
