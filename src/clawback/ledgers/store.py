"""Ledger folders: built, appended to, opened.

DIR/CURRENT        names the snapshot that readers see
DIR/<digest>/      a snapshot; it never changes
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from clawback.errors import LedgerError
from clawback.ledgers.builder import Builder
from clawback.ledgers.index import two_threads
from clawback.ledgers.layout import read_openings, write_openings
from clawback.ledgers.ledger import Ledger
from clawback.ledgers.manifest import CURRENT, read_current
from clawback.ledgers.opening import open_ledger
from clawback.ledgers.reading import Notes, ReadOptions
from clawback.ledgers.sources import batches_of
from clawback.ledgers.workspace import FolderWorkspace
from clawback.ledgers.writing import SPOOL, is_ours, new_snapshot, show, sweep, writer_of

__all__ = ["append", "build", "open_ledger"]

Progress = Callable[[int], None]


def _silent(rows: int) -> None:
    pass


def build(source: Any, folder: Path, options: ReadOptions, progress: Progress = _silent) -> Ledger:
    """Makes a ledger folder of a source (as `read_ledger` takes it) and opens it.

    `folder` does not exist yet, or is empty. Nothing is left behind where this fails. Raises LedgerError.
    """
    made = not folder.exists()
    if made:
        _make(folder)
    try:
        with writer_of(folder):
            _claim(folder)
            _write(folder, None, source, options, progress)
    except BaseException:
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise
    return open_ledger(folder)


def append(folder: Path, source: Any, options: ReadOptions, progress: Progress = _silent) -> Ledger:
    """Adds the transfers of a source to a ledger folder and opens it as it is then.

    Transfers at a time that the ledger has, too, come after those. Statements to be merged with each other are
    read by one call. Where this fails, the ledger is as it was. Raises LedgerError.
    """
    read_current(folder)
    with writer_of(folder):
        name = read_current(folder)
        sweep(folder, name)
        _write(folder, name, source, options, progress)
    return open_ledger(folder)


def _make(folder: Path) -> None:
    try:
        folder.mkdir()
    except OSError as error:
        raise LedgerError(f"cannot be made: {error.strerror}", file=str(folder)) from None


def _claim(folder: Path) -> None:
    """Sees to it that the folder holds nothing but what a writer left that did not come to its end."""
    if (folder / CURRENT).exists():
        raise LedgerError(
            "holds a ledger already", file=str(folder), remedy="use clawback ledger append, or another folder"
        )
    if not all(is_ours(path) for path in folder.iterdir()):
        raise LedgerError("holds other files", file=str(folder), remedy="name a new or an empty folder")
    sweep(folder, None)


def _write(folder: Path, name: str | None, source: Any, options: ReadOptions, progress: Progress) -> None:
    """Writes a new snapshot of the source, appended to snapshot `name` where there is one."""
    notes = Notes(options=options)
    base = None
    if name is not None:
        base = open_ledger(folder)
        notes.texts.extend(base.notes)
        notes.order_conflicts.extend(list(group) for group in base.order_conflicts)
        notes.currencies[base.currency.code] = base.currency
        notes.openings.extend(read_openings(folder / name, base.currency.code))
    with new_snapshot(folder) as new, two_threads() as threads:
        with closing(FolderWorkspace(new, new / SPOOL)) as workspace, closing(notes):
            builder = Builder(notes, threads, workspace, progress, base)
            for part, batches in batches_of(source, options, notes):
                builder.add_all(part, batches)
            notes.close()
            ledger = builder.finish()
        write_openings(new, builder.idle_openings)
        show(folder, new, ledger, threads)
