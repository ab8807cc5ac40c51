"""What a ledger folder holds, in a few figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clawback.clock import format_time
from clawback.ledgers.ledger import Ledger
from clawback.ledgers.opening import open_snapshot

__all__ = ["Info", "info", "openings_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Info:
    """`first` and `last` are RFC 3339 times, UTC; `openings` is given, inferred or mixed."""

    snapshot: str
    transfers: int
    accounts: int
    currency: str
    first: str
    last: str
    openings: str
    bytes_on_disk: int
    order_conflicts: int
    notes: tuple[str, ...]


def info(folder: Path) -> Info:
    """What the folder shows now. Raises LedgerError."""
    ledger, manifest = open_snapshot(folder)
    return Info(
        snapshot=ledger.snapshot,
        transfers=len(ledger),
        accounts=len(ledger.agents),
        currency=ledger.currency.code,
        first=format_time(int(ledger.settled_at.min())),
        last=format_time(int(ledger.settled_at.max())),
        openings=openings_of(ledger),
        bytes_on_disk=sum(file.bytes for file in manifest.files.values()),
        order_conflicts=len(ledger.order_conflicts),
        notes=ledger.notes,
    )


def openings_of(ledger: Ledger) -> str:
    """Whether the opening balances are `given`, `inferred`, or `mixed`."""
    if ledger.opening_given.all():
        return "given"
    return "mixed" if ledger.opening_given.any() else "inferred"
