"""What stands where in a snapshot's folder, and how it becomes a `Ledger` again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from clawback.errors import LedgerError
from clawback.ledgers.arrow_files import read_arrow, write_arrow
from clawback.ledgers.ledger import DEBIT, Index, Ledger
from clawback.ledgers.manifest import Manifest
from clawback.ledgers.reading import Opening
from clawback.ledgers.texts import values_of
from clawback.ledgers.workspace import HEADER, map_file, npy_header

__all__ = ["load_ledger", "read_openings", "write_columns", "write_openings"]

ACCOUNTS, TRANSFERS, OPENINGS = "accounts.arrow", "transfers.arrow", "openings.arrow"
_OF_ACCOUNTS = {"agents": pa.large_string(), "numbers": pa.large_string()} | {
    "opening": pa.int64(),
    "opening_given": pa.uint8(),
    "assumed": pa.uint8(),
}
_OF_OPENINGS = {"agent": pa.large_string(), "account": pa.large_string(), "units": pa.int64()}
_OF_TRANSFERS = {
    "transfer_id": pa.large_string(),
    "settled_at": pa.int64(),
    "debtor": pa.uint32(),
    "creditor": pa.uint32(),
    "amount": pa.int64(),
    "kind": pa.uint8(),
}
_INDEX: dict[str, npt.DTypeLike] = {
    "debit_start": np.int64,
    "debits": DEBIT,
    "credit_start": np.int64,
    "credit_rank": np.uint32,
    "credit_net_before": np.int64,
    "net_final": np.int64,
    "net_least": np.int64,
    "reversal_rank": np.uint32,
    "reversed_rank": np.int64,
    "id_hash": np.uint64,
    "id_rank": np.uint32,
}
assert set(_INDEX) == {field.name for field in fields(Index)}


def write_columns(ledger: Ledger, folder: Path) -> None:
    """Writes the columns of accounts and of transfers; the index stands in the folder already."""
    write_arrow(folder / ACCOUNTS, {name: getattr(ledger, name) for name in _OF_ACCOUNTS})
    write_arrow(folder / TRANSFERS, {name: getattr(ledger, name) for name in _OF_TRANSFERS} | ledger.further)


def load_ledger(folder: Path, manifest: Manifest) -> Ledger:
    """The ledger of a folder, mapped: its size does not matter. Raises LedgerError where it is damaged."""
    for name, file in manifest.files.items():
        if (folder / name).stat().st_size != file.bytes:
            raise _damaged(folder / name, "does not have the length it was written with")
    accounts, transfers = read_arrow(folder / ACCOUNTS), read_arrow(folder / TRANSFERS)
    _check_columns(folder / ACCOUNTS, accounts, _OF_ACCOUNTS, manifest.accounts)
    _check_columns(folder / TRANSFERS, transfers, _OF_TRANSFERS, manifest.transfers)
    given = {name: accounts[name] for name in _OF_ACCOUNTS} | {
        name: transfers[name] for name in _OF_TRANSFERS
    }
    further = {name: column for name, column in transfers.items() if name not in _OF_TRANSFERS}
    columns = {name: _as_kept(column) for name, column in given.items()}
    return Ledger(
        currency=manifest.currency,
        snapshot=manifest.snapshot,
        monotone=manifest.monotone,
        index=_load_index(folder, manifest),
        further=further,
        notes=manifest.notes,
        order_conflicts=manifest.order_conflicts,
        **columns,
    )


def write_openings(folder: Path, openings: Sequence[Opening]) -> None:
    """Writes the openings given to accounts without transfers: an append may bring these."""
    columns = {name: [getattr(opening, name) for opening in openings] for name in _OF_OPENINGS}
    write_arrow(
        folder / OPENINGS, {name: pa.array(columns[name], kind) for name, kind in _OF_OPENINGS.items()}
    )


def read_openings(folder: Path, currency: str) -> list[Opening]:
    """The openings given to accounts without transfers. Raises LedgerError where the file is damaged."""
    columns = read_arrow(folder / OPENINGS)
    rows = zip(*(columns[name].to_pylist() for name in _OF_OPENINGS), strict=True)
    return [Opening(agent, account, currency, units) for agent, account, units in rows]


def _as_kept(column: pa.Array) -> Any:
    return column if pa.types.is_large_string(column.type) else values_of(column)


def _check_columns(path: Path, columns: dict[str, pa.Array], wanted: dict[str, Any], length: int) -> None:
    for name, kind in wanted.items():
        if name not in columns or columns[name].type != kind or len(columns[name]) != length:
            raise _damaged(path, f"has no column {name} of {length} {kind}")


def _load_index(folder: Path, manifest: Manifest) -> Index:
    return Index(
        **{name: _load_array(folder / f"{name}.npy", np.dtype(_INDEX[name]), manifest) for name in _INDEX}
    )


def _load_array(path: Path, dtype: np.dtype[Any], manifest: Manifest) -> npt.NDArray[Any]:
    if path.name not in manifest.files:
        raise _damaged(path, "is not in the list of the ledger's files")
    length = (manifest.files[path.name].bytes - HEADER) // dtype.itemsize
    with path.open("rb") as file:
        if file.read(HEADER) != npy_header(dtype, length):
            raise _damaged(path, "does not begin as it was written")
    return map_file(path, dtype, length, HEADER)


def _damaged(path: Path, reason: str) -> LedgerError:
    return LedgerError(f"is damaged: it {reason}", file=str(path), remedy="build the ledger again")
