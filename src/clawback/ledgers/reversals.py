"""Which earlier transfer each reversal takes back."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.ledgers.id_kernels import Ids
from clawback.ledgers.ids import find_ranks
from clawback.ledgers.ledger import Int64s, Uint8s, Uint32s
from clawback.ledgers.reading import KINDS

__all__ = ["link_reversals"]

_REVERSAL = KINDS.index("reversal")


def link_reversals(
    kind: Uint8s, debtor: Uint32s, creditor: Uint32s, reverses: pa.Array | None, ids: Ids
) -> tuple[Uint32s, Int64s]:
    """`reversal_rank` and `reversed_rank` of a ledger.

    A reversal names an earlier transfer from its creditor to its debtor, by id or alias; one that names
    another, or none, gets -1.
    """
    ranks = np.flatnonzero(kind == _REVERSAL)
    found = np.full(len(ranks), -1, np.int64)
    if reverses is not None and len(ranks):
        names = reverses.take(pa.array(ranks))
        named = np.flatnonzero(np.asarray(pc.is_valid(names)))
        found[named] = find_ranks(ids, names.take(pa.array(named)))
        at = np.maximum(found, 0)
        fits = (found < ranks) & (debtor[at] == creditor[ranks]) & (creditor[at] == debtor[ranks])
        found[~fits | (found < 0)] = -1
    return ranks.astype(np.uint32), found
