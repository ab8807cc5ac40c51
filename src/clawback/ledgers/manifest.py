"""`ledger.json`, what a snapshot's folder says of itself, and `CURRENT`, which names the folder.

CURRENT        clawback-ledger 1 <sha256 of ledger.json>
<that digest>/ledger.json and the files that it lists
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from clawback.errors import LedgerError
from clawback.money import Currency

__all__ = ["CURRENT", "MANIFEST", "File", "Manifest", "read_current", "read_manifest"]

CURRENT, MANIFEST = "CURRENT", "ledger.json"
_MAGIC, _VERSION = "clawback-ledger", "1"


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file of a snapshot: its length, and its SHA-256 in hexadecimal digits."""

    bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """What a snapshot's folder holds."""

    snapshot: str
    currency: Currency
    transfers: int
    accounts: int
    monotone: bool
    notes: tuple[str, ...]
    order_conflicts: tuple[tuple[str, ...], ...]
    files: dict[str, File]

    def encode(self) -> bytes:
        """The bytes of `ledger.json`."""
        return json.dumps({_MAGIC: int(_VERSION)} | asdict(self), indent=1, sort_keys=True).encode()

    def name(self) -> str:
        """The name of the snapshot's folder."""
        return hashlib.sha256(self.encode()).hexdigest()

    def current(self) -> bytes:
        """The bytes of `CURRENT` for this snapshot."""
        return f"{_MAGIC} {_VERSION} {self.name()}\n".encode()


def read_current(folder: Path) -> str:
    """The name of the snapshot that a ledger folder shows. Raises LedgerError where it is no ledger folder."""
    path = folder / CURRENT
    try:
        with path.open("rb") as file:
            magic, version, name, *rest = file.read(4096).decode("ascii").split(" ")
    except FileNotFoundError:
        raise LedgerError(
            "is no ledger folder", file=str(folder), remedy="make one with clawback ledger build"
        ) from None
    except (ValueError, OSError):
        raise _damaged(path) from None
    if magic == _MAGIC and version != _VERSION and version.isdigit():
        raise LedgerError(
            f"was written by a newer clawback (ledger folders of version {version})",
            file=str(folder),
            remedy="update clawback",
        )
    digest = name.removesuffix("\n")
    if magic != _MAGIC or rest or len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise _damaged(path)
    return digest


def read_manifest(folder: Path, name: str) -> Manifest:
    """What snapshot `name` says of itself. Raises LedgerError where that was altered, OSError if it is gone."""
    path = folder / name / MANIFEST
    text = path.read_bytes()
    if hashlib.sha256(text).hexdigest() != name:
        raise _damaged(path)
    return _parsed(json.loads(text))


def _parsed(said: dict[str, Any]) -> Manifest:
    return Manifest(
        snapshot=said["snapshot"],
        currency=Currency(**said["currency"]),
        transfers=said["transfers"],
        accounts=said["accounts"],
        monotone=said["monotone"],
        notes=tuple(said["notes"]),
        order_conflicts=tuple(tuple(group) for group in said["order_conflicts"]),
        files={name: File(**file) for name, file in said["files"].items()},
    )


def _damaged(path: Path) -> LedgerError:
    return LedgerError("is damaged: it was altered or cut", file=str(path), remedy="build the ledger again")
