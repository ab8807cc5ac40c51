"""`clawback journal`: check and read a downloaded journal, without a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

if TYPE_CHECKING:
    from clawback.journal.keys import Key
    from clawback.journal.note import Note

__all__ = ["app"]

_ABOUT = """Check and show a downloaded journal, offline.

A journal is the record of every decision, in order, and cannot be changed unseen: each checkpoint in it is
signed for all entries before it.

Example: `clawback journal verify tests/data/journal/sample.journal --key tests/data/journal/sample.keys`
"""

app = App(name="journal", help=_ABOUT, help_format="markdown")


@app.command
def verify(
    file: Path,
    *,
    key: Path,
    checkpoint: Annotated[tuple[Path, ...], Parameter(negative=(), show_default=False)] = (),
) -> None:
    """Check every entry, the tree above them, every signature, and every value that is shown.

    Example: `clawback journal verify tests/data/journal/sample.journal --key tests/data/journal/sample.keys`

    An entry altered by hand, a log cut short, rebuilt, or shown differently to two is refused, with the number of
    the entry and exit status 2. A keeper who rebuilds all of it and signs it again is found by a checkpoint that
    you kept, or by a witness' key.

    Parameters
    ----------
    file
        The journal as downloaded.
    key
        A file of public keys, one a line: the journal's, and those of witnesses that must have cosigned.
    checkpoint
        A checkpoint of this journal that you kept from before; may be given several times.
    """
    from clawback.clock import format_time, to_micros
    from clawback.errors import InputError
    from clawback.journal.verify import verify as check

    keys = _keys(key)
    kept = [_kept(path, keys) for path in checkpoint]
    try:
        with file.open("rb") as opened:
            found = check(opened, keys, kept)
    except InputError as error:
        raise error.at(file=str(file)) from None
    whole, until = found.checkpoint, f", until {format_time(to_micros(found.until))}" if found.until else ""
    print(f"{file}: {whole.size:,} entries{until}, all as they were signed")
    print(f"origin       {whole.origin}")
    print(f"root         {whole.root.hex()}")
    print(f"checkpoints  {found.checkpoints:,} in the file, {len(kept):,} kept from before")
    print(f"values       {found.values:,} shown, each as it was committed to")
    for name, size in sorted(found.covered.items()):
        print(f"signed       {size:,} of {whole.size:,} entries by {name}")


@app.command
def show(file: Path, *, entry: int | None = None) -> None:
    """List the entries of a journal, or show one of them whole, without checking anything but their form.

    Example: `clawback journal show tests/data/journal/sample.journal`

    Parameters
    ----------
    file
        The journal as downloaded.
    entry
        The number of an entry, from 0, to show with the fields it changed.
    """
    from clawback.cli.journal_rows import all_rows, rows_of
    from clawback.errors import InputError

    try:
        with file.open("rb") as opened:
            for row in all_rows(opened) if entry is None else rows_of(opened, entry):
                print(row)
    except InputError as error:
        raise error.at(file=str(file)) from None
    print("Nothing is proved by this list: clawback journal verify checks it.")


def _keys(path: Path) -> tuple[Key, ...]:
    from clawback.errors import JournalError
    from clawback.journal.keys import parse_keys

    try:
        return parse_keys(path.read_text("utf-8"))
    except UnicodeDecodeError:
        raise JournalError("this is not a file of keys", file=str(path)) from None
    except JournalError as error:
        raise error.at(file=str(path)) from None


def _kept(path: Path, keys: tuple[Key, ...]) -> Note:
    from clawback.errors import JournalError
    from clawback.journal.checkpoint import read_checkpoint

    try:
        return read_checkpoint(path.read_bytes(), keys).note
    except JournalError as error:
        raise error.at(file=str(path)) from None
