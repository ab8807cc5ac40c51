"""Opening a ledger folder."""

from __future__ import annotations

from pathlib import Path

from clawback.errors import LedgerError
from clawback.ledgers.layout import load_ledger
from clawback.ledgers.ledger import Ledger
from clawback.ledgers.manifest import Manifest, read_current, read_manifest

__all__ = ["open_ledger", "open_snapshot"]

_TRIES = 100


def open_ledger(folder: Path) -> Ledger:
    """The ledger that a folder shows now. It is mapped, and stays as it is while others append.

    Raises LedgerError where it is no ledger folder, was written by a newer clawback, or is damaged.
    """
    return open_snapshot(folder)[0]


def open_snapshot(folder: Path) -> tuple[Ledger, Manifest]:
    """The ledger, and what its snapshot says of itself."""
    for _ in range(_TRIES):
        name = read_current(folder)
        try:
            manifest = read_manifest(folder, name)
            return load_ledger(folder / name, manifest), manifest
        except OSError as error:
            if read_current(folder) == name:
                raise LedgerError(
                    f"cannot be read: {error.strerror}",
                    file=error.filename or str(folder / name),
                    remedy="build the ledger again",
                ) from None
    raise LedgerError("changes faster than it can be read", file=str(folder))
