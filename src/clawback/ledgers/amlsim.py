"""The sample of IBM's AMLSim: `transactions.csv[.gz]` with `nodes.csv[.gz]` beside it.

    sourceNodeId,targetNodeId,value,time          nodeid,isFraud,init_balance,fraudStep
    216,14730,163.3,1                             0,0,184.44,-1

A transfer's id is its row number from 1; step n is 2017-01-01T00:00:00Z + n days; there is no agent; the currency
is USD; `init_balance` is the opening balance, given. Source of the format: github.com/IBM/AMLSim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from clawback.errors import InputError, LedgerError
from clawback.ledgers.batches import batches
from clawback.ledgers.columns import named, units, whole
from clawback.ledgers.delimited import Block, Header, read_blocks
from clawback.ledgers.reading import Format, Notes, Opening, ReadOptions
from clawback.money import currency

__all__ = ["FORMAT"]

_TRANSFERS = {
    "sourceNodeId": "debtor_account",
    "targetNodeId": "creditor_account",
    "value": "amount",
    "time": "settled_at",
}
_ACCOUNTS = ("nodeid", "isFraud", "init_balance", "fraudStep")
_DAY = 86_400_000_000
_START = 17_167 * _DAY  # 2017-01-01T00:00:00Z
_LAST_STEP = 2_900_000  # still before the year 10000
_USD = currency("USD")


def _recognise(path: Path, head: bytes) -> bool:
    if path.is_dir():
        return _beside(path, "transactions.csv") is not None and _beside(path, "nodes.csv") is not None
    first = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].strip()
    return first.replace(b'"', b"") == ",".join(_TRANSFERS).encode()


def _read(paths: Sequence[Path], options: ReadOptions, notes: Notes) -> Iterator[Any]:
    """The transfers in the order of the file. Raises LedgerError."""
    path = _the_file(paths)
    accounts = _beside(path.parent, "nodes.csv")
    if accounts is None:
        notes.say(f"no nodes.csv stands beside {path.name}: no opening balance is given")
    else:
        notes.openings.extend(_openings(accounts, notes))
    for block in read_blocks(path, ",", _exactly(tuple(_TRANSFERS), path), notes):
        yield from _transfers(block, notes)


def _the_file(paths: Sequence[Path]) -> Path:
    if len(paths) != 1:
        raise LedgerError(
            "several AMLSim samples cannot be one ledger: their ids are row numbers",
            remedy="convert each to CSV and give the transfers ids of their own",
        )
    path = _beside(paths[0], "transactions.csv") if paths[0].is_dir() else paths[0]
    if path is None:
        raise LedgerError("the folder has no transactions.csv", file=str(paths[0]))
    return path


def _beside(folder: Path, name: str) -> Path | None:
    return next((path for path in (folder / name, folder / f"{name}.gz") if path.is_file()), None)


def _exactly(names: tuple[str, ...], path: Path) -> Header:
    def header(cells: list[str]) -> dict[str, int]:
        if tuple(cells) != names:
            raise LedgerError(
                f"the header is not {','.join(names)}",
                file=str(path),
                line=1,
                remedy="see docs/how-to/amlsim",
            )
        return {name: place for place, name in enumerate(names)}

    return header


def _transfers(block: Block, notes: Notes) -> Iterator[Any]:
    amounts = units(block.columns["value"], _USD)
    steps = whole(block.columns["time"], _LAST_STEP)
    bad: dict[int, tuple[str, InputError]] = {}
    for name in ("sourceNodeId", "targetNodeId"):
        bad |= {place: (name, error) for place, error in named(block.columns[name]).items()}
    bad |= {place: ("value", error) for place, error in amounts.bad.items()}
    bad |= {place: ("time", error) for place, error in steps.bad.items()}
    kept = block.without_bad(bad, notes)
    block = block.take(kept)
    return batches(
        len(kept),
        transfer_id=pa.array(block.rows),
        settled_at=_START + steps.values[kept] * _DAY,
        debtor_agent="",
        debtor_account=block.columns["sourceNodeId"],
        creditor_agent="",
        creditor_account=block.columns["targetNodeId"],
        amount=amounts.values[kept],
        currency="USD",
        kind=0,
    )


def _openings(path: Path, notes: Notes) -> Iterator[Opening]:
    seen: set[str] = set()
    for block in read_blocks(path, ",", _exactly(_ACCOUNTS, path), notes):
        parsed = units(block.columns["init_balance"], _USD, balance=True)
        accounts = block.columns["nodeid"].to_pylist()
        bad: dict[int, tuple[str, InputError]] = {p: ("init_balance", e) for p, e in parsed.bad.items()}
        for place, account in enumerate(accounts):
            if account in seen or not account:
                bad[place] = ("nodeid", LedgerError(f"the account {account!r} is missing or named twice"))
            seen.add(account)
        for place in block.without_bad(bad, notes):
            yield Opening("", accounts[place], "USD", int(parsed.values[place]))


FORMAT = Format(name="amlsim", recognise=_recognise, read=_read, family="amlsim")
