"""`read_ledger`: any ledger that Clawback knows, ready to be traced."""

from __future__ import annotations

from contextlib import closing
from datetime import tzinfo
from os import PathLike
from pathlib import Path
from typing import Any

from clawback.clock import parse_zone
from clawback.errors import LedgerError
from clawback.ledgers import formats
from clawback.ledgers.builder import Builder
from clawback.ledgers.index import two_threads
from clawback.ledgers.ledger import Ledger
from clawback.ledgers.opening import open_ledger
from clawback.ledgers.reading import Notes, ReadOptions
from clawback.ledgers.sources import batches_of, paths_of

__all__ = ["read_ledger"]


def read_ledger(
    source: Any,
    *,
    format: str | None = None,  # noqa: A002 - the word of the command line
    currency: str | None = None,
    decimals: int | None = None,
    timezone: str | tzinfo | None = None,
    skip_bad: str | PathLike[str] | None = None,
    unit: str | None = None,
    token: str | None = None,
) -> Ledger:
    """Reads a ledger into memory, or opens a ledger folder.

    `source`: a path of any format, several paths, a folder made by `clawback ledger build`, or a pyarrow,
    Polars or pandas table (what hands out an Arrow stream). `format` overrides what the content shows;
    `currency` chooses one of several; `decimals` are those of a ticker outside the table; `timezone` (an IANA
    name) reads times written without an offset; `skip_bad` is a file for rows that cannot be read, instead
    of stopping at the first; `unit` and `token` are for `ethereum`.

    Raises LedgerError (MoneyError, TimeError) with file, row and field.
    """
    options = ReadOptions(
        format=format,
        currency=currency,
        decimals=decimals,
        timezone=parse_zone(timezone) if isinstance(timezone, str) else timezone,
        skip_bad=None if skip_bad is None else Path(skip_bad),
        unit=unit,
        token=token,
    )
    paths = paths_of(source)
    if paths is not None and len(paths) == 1 and formats.is_ledger_folder(paths[0]):
        return _opened(paths[0], options)
    notes = Notes(options=options)
    with closing(notes), two_threads() as threads:
        builder = Builder(notes, threads)
        for name, batches in batches_of(source, options, notes):
            builder.add_all(name, batches)
        notes.close()
        return builder.finish()


def _opened(folder: Path, options: ReadOptions) -> Ledger:
    ledger = open_ledger(folder)
    if options.currency not in (None, ledger.currency.code):
        raise LedgerError(
            f"the ledger is in {ledger.currency.code}, not in {options.currency}",
            file=str(folder),
            field="--currency",
            remedy="leave --currency away",
        )
    return ledger
