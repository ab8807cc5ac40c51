"""Transfers in their order as the rows of a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import pyarrow as pa

from clawback.ledgers.batches import batches
from clawback.ledgers.reading import KINDS, Notes
from clawback.ledgers.statements.ids import unique_ids
from clawback.ledgers.statements.order import Chain, arrange
from clawback.ledgers.statements.reversals import reversed_by
from clawback.ledgers.statements.told import Transfer

__all__ = ["rows"]

_PLAIN = (
    "settled_at",
    "amount",
    "booked_at",
    "debited_at",
    "credited_at",
    "end_to_end_id",
    "uetr",
    "reference",
)
_CODES = {kind: code for code, kind in enumerate(KINDS)}


def rows(transfers: Sequence[Transfer], chains: Sequence[Chain], notes: Notes) -> Iterator[Any]:
    """Batches of `reading.SCHEMA` in ledger order; what the order leaves in doubt goes to `notes`."""
    ids, aliases = unique_ids(transfers)
    found = arrange(transfers, ids, chains)
    reversed_ = reversed_by(transfers, found.order)
    notes.order_conflicts.extend([ids[place] for place in group] for group in found.conflicts)
    notes.assumed |= found.assumed
    ordered = [transfers[place] for place in found.order]
    columns: dict[str, Any] = {name: [getattr(one, name) for one in ordered] for name in _PLAIN}
    columns |= {
        "transfer_id": [ids[place] for place in found.order],
        "alias": [aliases[place] for place in found.order],
        "order_at": list(accumulate((one.settled_at for one in ordered), max)),
        "kind": [_CODES[one.kind] for one in ordered],
        "reverses": [ids[reversed_[place]] if place in reversed_ else None for place in found.order],
        "currency": pa.array([one.currency for one in ordered], pa.string()).dictionary_encode(),
    }
    for role in ("debtor", "creditor"):
        accounts = [getattr(one, role) for one in ordered]
        columns[f"{role}_agent"] = [agent for agent, _ in accounts]
        columns[f"{role}_account"] = [number for _, number in accounts]
    yield from batches(len(ordered), **columns)
