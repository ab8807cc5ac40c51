"""Claims: which transfers were reported, in ledger order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from clawback.clock import format_time
from clawback.errors import ClaimError
from clawback.ledgers.ledger import Int64s, Ledger
from clawback.ledgers.lookup import find_transfer

__all__ = ["Claims", "find_claims"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Claims:
    """k claims in ledger order: `ids` as the ledger has them, ranks, victims' accounts."""

    ids: tuple[str, ...]
    rank: Int64s
    debtor: Int64s


def find_claims(ledger: Ledger, ids: Iterable[str], cut: int | None = None) -> Claims:
    """The claims of those transfer ids (or aliases of merged transfers).

    Raises ClaimError for none at all, an unknown id, one named twice, and one settled after `cut`
    (microseconds since 1970).
    """
    if isinstance(ids, str):
        raise ClaimError("claims is a list of transfer ids, not one text", remedy="write claims=[id]")
    ranks: dict[int, str] = {}
    for name in ids:
        rank = _find(ledger, name)
        if rank in ranks:
            raise ClaimError(f"the claim {name} is named twice", remedy="a transfer is at most one claim")
        if cut is not None and ledger.settled_at[rank] > cut:
            time = format_time(int(ledger.settled_at[rank]))
            raise ClaimError(f"the claim {name} settled at {time}, after the as-of time")
        ranks[rank] = name
    if not ranks:
        raise ClaimError("no claim is named", remedy="name the stolen transfers with --claim ID")
    rank_array = np.array(sorted(ranks), np.int64)
    names = ledger.transfer_id.take(rank_array).to_pylist()
    return Claims(ids=tuple(names), rank=rank_array, debtor=ledger.debtor[rank_array].astype(np.int64))


def _find(ledger: Ledger, name: str) -> int:
    if not isinstance(name, str):
        raise ClaimError(f"a claim is the id of a transfer, a text, not {name!r}")
    rank = find_transfer(ledger, name)
    if rank is None:
        raise ClaimError(
            f"the claim {name!r} names no transfer of the ledger", remedy="check the transfer_id"
        )
    return rank
