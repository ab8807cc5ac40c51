"""`clawback convert`: any ledger format to CSV or Parquet."""

from __future__ import annotations

from pathlib import Path

from clawback.cli.options import Reading

__all__ = ["convert"]


def convert(src: Path, dst: Path, *, reading: Reading = Reading()) -> None:  # noqa: B008 - frozen
    """Write a ledger of any format as CSV or Parquet, to the unit and in its own order.

    Example: `clawback convert tests/data/formats/csv/sample.csv /tmp/sample.parquet`

    Opening balances that the source gives go to DST.openings.csv. The file appears whole, or not at all. Texts
    are written as they are, so that identifiers come back the same: what begins with = + - @ is a formula to a
    spreadsheet, so import its columns there as text.

    Parameters
    ----------
    src
        A file of any format, or a ledger folder.
    dst
        The file to write: .csv, .csv.gz, .csv.zst or .parquet.
    """
    from clawback.cli.counting import counting
    from clawback.ledgers.convert import convert as write
    from clawback.ledgers.convert import openings_path

    with counting(f"converting {src}") as progress:
        done = write(src, dst, reading.options(), progress)
    print(f"{done.transfers:,} transfers written to {dst}")
    if done.openings:
        print(f"{done.openings:,} opening balances written to {openings_path(dst)}")
    for note in done.notes:
        print(f"note: {note}")
