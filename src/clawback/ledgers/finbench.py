"""An LDBC FinBench snapshot folder: four files of `|`-separated rows, plain or gzip; other files are not read.

    AccountTransferAccount   fromId|toId|amount|createTime
    AccountWithdrawAccount   fromId|toId|amount|createTime
    LoanDepositAccount       loanId|accountId|amount|createTime
    AccountRepayLoan         accountId|loanId|amount|createTime

A transfer's id is `<file stem>:<row from 1>`; a loan is the account `loan-<id>`; there is no agent; the currency is
USD; times are UTC. Amounts are floats there: rounded half-even to cents from their exact decimal text. A withdrawal
goes to another account of the snapshot and so is of kind transfer, as all are. Equal times keep the order of the
files above. Source of the format: github.com/ldbc/ldbc_finbench_driver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.errors import InputError, LedgerError
from clawback.ledgers.batches import batches
from clawback.ledgers.columns import named, rounded_units, times
from clawback.ledgers.delimited import Block, Header, read_blocks
from clawback.ledgers.reading import Format, Notes, ReadOptions
from clawback.money import currency

__all__ = ["FORMAT"]

_FILES = {
    "AccountTransferAccount": ("fromId", "toId"),
    "AccountWithdrawAccount": ("fromId", "toId"),
    "LoanDepositAccount": ("loanId", "accountId"),
    "AccountRepayLoan": ("accountId", "loanId"),
}
"""The files in the order that equal times keep; of each, the columns of debtor and creditor."""

_USD = currency("USD")


@dataclass(kw_only=True, slots=True)
class _Counts:
    read: int = 0
    rounded: int = 0
    nothing: int = 0

    def say(self, notes: Notes) -> None:
        if self.rounded:
            notes.say(
                f"amounts with more digits than cents, rounded half-even: {self.rounded} of {self.read}"
            )
        if self.nothing:
            notes.say(f"rows whose amount rounds to nothing, left out: {self.nothing}")


def _recognise(path: Path, head: bytes) -> bool:
    if path.is_dir():
        return _file(path, "AccountTransferAccount") is not None
    names = set(head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode("utf-8", "replace").split("|"))
    return any(
        {*ends, "amount", "createTime"} <= {name.strip() for name in names} for ends in _FILES.values()
    )


def _read(paths: Sequence[Path], options: ReadOptions, notes: Notes) -> Iterator[Any]:
    """The transfers, file by file. Raises LedgerError."""
    if len(paths) != 1 or not paths[0].is_dir():
        raise LedgerError(
            "a FinBench snapshot is read as a whole",
            file=str(paths[0]) if paths else None,
            remedy="give its one folder",
        )
    found = {stem: _file(paths[0], stem) for stem in _FILES}
    missing = [stem for stem, path in found.items() if path is None]
    if missing:
        raise LedgerError(
            f"the snapshot lacks {', '.join(missing)}", file=str(paths[0]), remedy="put all four files there"
        )
    counts = _Counts()
    for stem, path in found.items():
        assert path is not None
        for block in read_blocks(path, "|", _header(stem, path), notes):
            yield from _transfers(stem, block, counts, notes)
    counts.say(notes)


def _file(folder: Path, stem: str) -> Path | None:
    places = (folder / f"{stem}.csv", folder / f"{stem}.csv.gz")
    return next((path for path in places if path.is_file()), None)


def _header(stem: str, path: Path) -> Header:
    wanted = (*_FILES[stem], "amount", "createTime")

    def header(cells: list[str]) -> dict[str, int]:
        for name in wanted:
            if cells.count(name) != 1:
                raise LedgerError(f"the header lacks the column {name}", file=str(path), line=1, field=name)
        return {name: cells.index(name) for name in wanted}

    return header


def _transfers(stem: str, block: Block, counts: _Counts, notes: Notes) -> Iterator[Any]:
    debtor, creditor = _FILES[stem]
    amounts = rounded_units(block.columns["amount"], _USD)
    settled = times(block.columns["createTime"])
    bad: dict[int, tuple[str, InputError]] = {}
    for name in (debtor, creditor):
        bad |= {place: (name, error) for place, error in named(block.columns[name]).items()}
    bad |= {place: ("amount", error) for place, error in amounts.bad.items()}
    bad |= {place: ("createTime", error) for place, error in settled.bad.items()}
    sound = block.without_bad(bad, notes)
    counts.read += len(sound)
    counts.rounded += int(np.count_nonzero(amounts.rounded[sound]))
    kept = sound[amounts.values[sound] > 0]
    counts.nothing += len(sound) - len(kept)
    block = block.take(kept)
    return batches(
        len(kept),
        transfer_id=[f"{stem}:{row}" for row in block.rows.tolist()],
        settled_at=settled.values[kept],
        debtor_agent="",
        debtor_account=_account(debtor, block),
        creditor_agent="",
        creditor_account=_account(creditor, block),
        amount=amounts.values[kept],
        currency="USD",
        kind=0,
    )


def _account(column: str, block: Block) -> Any:
    if column != "loanId":
        return block.columns[column]
    return pc.binary_join_element_wise(pa.scalar("loan-"), block.columns[column], "")


FORMAT = Format(name="finbench", recognise=_recognise, read=_read, family="finbench")
