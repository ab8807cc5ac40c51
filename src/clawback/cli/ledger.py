"""`clawback ledger`: a folder that holds a ledger ready to be traced, however large it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cyclopts import App

from clawback.cli.options import Reading

if TYPE_CHECKING:
    from clawback.ledgers.ledger import Ledger
    from clawback.ledgers.reading import ReadOptions

__all__ = ["app"]

_ABOUT = """Build, append to, show and check a ledger folder.

A ledger folder opens at once, whatever its size, and any number of traces share its memory.

Example: `clawback ledger build tests/data/formats/csv/sample.csv /tmp/sample-ledger`
"""

app = App(name="ledger", help=_ABOUT, help_format="markdown")


@app.command
def build(src: Path, *more: Path, reading: Reading = Reading()) -> None:  # noqa: B008 - frozen
    """Make a ledger folder of files: SRC... DIR.

    Example: `clawback ledger build tests/data/formats/csv/sample.csv /tmp/sample-ledger`

    The last name is the folder to make. Files are read in the order given; statements of several banks become
    one ledger. The folder appears whole, or not at all.

    Parameters
    ----------
    src
        A file of any format.
    more
        Further files, and last the folder to make.
    """
    from clawback.cli.counting import counting
    from clawback.errors import LedgerError
    from clawback.ledgers import store

    if not more:
        raise LedgerError("no folder is named", remedy="write clawback ledger build SRC... DIR")
    *sources, folder = src, *more
    with counting(f"building {folder}") as progress:
        ledger = store.build(sources, folder, _options(reading), progress)
    _say(ledger, folder)


@app.command
def append(directory: Path, src: Path, *more: Path, reading: Reading = Reading()) -> None:  # noqa: B008 - frozen
    """Add the transfers of files to a ledger folder: DIR SRC...

    Example: `clawback ledger append /tmp/sample-ledger tests/data/formats/csv/later.csv`

    The folder shows the ledger as it was until all is written, and then as it is; a crash leaves the one or the
    other. Statements that are to be matched with each other are given to one build or one append.

    Parameters
    ----------
    directory
        A folder made by `clawback ledger build`.
    src
        A file of any format.
    more
        Further files.
    """
    from clawback.cli.counting import counting
    from clawback.ledgers import store

    with counting(f"appending to {directory}") as progress:
        ledger = store.append(directory, [src, *more], _options(reading), progress)
    _say(ledger, directory)


@app.command
def info(directory: Path, *, output: Literal["table", "json"] = "table") -> None:
    """Show what a ledger folder holds.

    Example: `clawback ledger info /tmp/sample-ledger`

    Parameters
    ----------
    directory
        A folder made by `clawback ledger build`.
    output
        table for people, json for programs.
    """
    import json
    from dataclasses import asdict

    from clawback.ledgers.info import info as look

    found = asdict(look(directory))
    if output == "json":
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return
    notes = found.pop("notes")
    for name, value in found.items():
        print(f"{name.replace('_', ' '):16} {value:,}" if isinstance(value, int) else f"{name:16} {value}")
    for note in notes:
        print(f"note: {note}")


@app.command
def check(directory: Path) -> None:
    """Check every byte of a ledger folder, its order, its balances and its index.

    Example: `clawback ledger check /tmp/sample-ledger`

    Parameters
    ----------
    directory
        A folder made by `clawback ledger build`.
    """
    from clawback.cli.progress import waiting
    from clawback.ledgers.check import check as look

    with waiting(f"checking {directory}"):
        ledger = look(directory)
    print(f"{directory}: {len(ledger):,} transfers are as they were written; {ledger.snapshot}")


def _say(ledger: Ledger, folder: Path) -> None:
    accounts = f"{len(ledger.agents):,} accounts"
    print(
        f"{folder}: {len(ledger):,} transfers in {ledger.currency.code} among {accounts}; {ledger.snapshot}"
    )
    for note in ledger.notes:
        print(f"note: {note}")


def _options(reading: Reading) -> ReadOptions:
    from clawback.clock import parse_zone
    from clawback.ledgers.reading import ReadOptions

    return ReadOptions(
        format=reading.format,
        currency=reading.currency,
        decimals=reading.decimals,
        timezone=None if reading.timezone is None else parse_zone(reading.timezone),
        skip_bad=reading.skip_bad,
        unit=reading.unit,
        token=reading.token,
    )
