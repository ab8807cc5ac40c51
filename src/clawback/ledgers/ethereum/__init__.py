"""Transfers of an Ethereum-like chain, as Etherscan and its kin hand them out: JSON or CSV.

    {"status": "1", "message": "OK", "result": [{"blockNumber": "...", "timeStamp": "...", "hash": "0x...", ...}]}
    "Transaction Hash","Blockno","UnixTimestamp","DateTime (UTC)","From","To",...,"Value_IN(ETH)","Value_OUT(ETH)",...

Normal, internal and token transfers, told apart by their fields; several files are read as one source. What two
exports both hold counts once. All rows are held in memory to be put in order, so a file is at most 256 MiB long.

    id          the hash; `<hash>:<traceId>` of an internal transfer, `<hash>:log<logIndex or n>` of a token's,
                `<hash>:fee` of the gas
    account     the address in lower case; no agent
    order       timeStamp, blockNumber, transactionIndex, then gas, value, internal and token transfers
    currency    ETH, BNB... of the network; a token's symbol; a second one of that name is told apart by its contract

A failed transaction moves no value, but its gas is paid: gas is a transfer of kind fee to the account `outside`.
Sources of the fields: docs.etherscan.io, `account` module (txlist, txlistinternal, tokentx), and its CSV exports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from clawback.errors import LedgerError
from clawback.ledgers.batches import batches
from clawback.ledgers.ethereum.counting import counted
from clawback.ledgers.ethereum.csv_rows import csv_entries, is_csv
from clawback.ledgers.ethereum.entry import Entry
from clawback.ledgers.ethereum.json_rows import is_json, json_entries
from clawback.ledgers.ethereum.merging import in_order, merged
from clawback.ledgers.ethereum.moves import Move, moves
from clawback.ledgers.ethereum.naming import Names
from clawback.ledgers.reading import Format, Notes, ReadOptions
from clawback.ledgers.streams import head

__all__ = ["FORMAT"]


def _recognise(path: Path, start: bytes) -> bool:
    return not path.is_dir() and (is_json(start) or is_csv(start))


def _read(paths: Sequence[Path], options: ReadOptions, notes: Notes) -> Iterator[Any]:
    """The transfers of all files, in order. Raises LedgerError."""
    if options.unit not in (None, "gwei"):
        raise LedgerError(f"the unit {options.unit!r} is not known", field="--unit", remedy="use --unit gwei")
    files = [_entries(path, options, notes) for path in paths]
    names = Names(options.token)
    found = list(moves(in_order(merged(files, notes), notes), names, notes))
    names.say(notes)
    if options.currency in notes.currencies:
        found = [move for move in found if move.currency == options.currency]
    if options.token is not None and not names.token_met:
        raise LedgerError(
            f"the source has no transfer of the token {options.token}",
            field="--token",
            remedy=f"it has {names.tokens_met()}",
        )
    yield from _batches(counted(found, options, notes))


def _entries(path: Path, options: ReadOptions, notes: Notes) -> list[Entry]:
    if is_csv(head(path)):
        return csv_entries(path, options, notes)
    return json_entries(path, notes)


def _batches(found: list[Move]) -> Iterator[Any]:
    columns = {
        "transfer_id": [move.transfer_id for move in found],
        "settled_at": [move.settled_at for move in found],
        "debtor_account": [move.debtor for move in found],
        "creditor_account": [move.creditor for move in found],
        "amount": [move.value for move in found],
        "kind": [move.kind for move in found],
        "currency": [move.currency for move in found],
    }
    return batches(len(found), **columns, debtor_agent="", creditor_agent="")


FORMAT = Format(name="ethereum", recognise=_recognise, read=_read, family="ethereum")
