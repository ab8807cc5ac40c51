"""`clawback trace`: where the money of claims stands now."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from clawback.cli.options import Reading, Rule, Walking, open_ledger, run_trace
from clawback.errors import InputError

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["check_endings", "show", "trace"]


def trace(
    ledger: str,
    *,
    rule: Rule = "all",
    output: Literal["table", "json", "csv"] = "table",
    picture: Path | None = None,
    workbook: Path | None = None,
    walking: Walking = Walking(),  # noqa: B008 - frozen
    reading: Reading = Reading(),  # noqa: B008 - frozen
) -> None:
    """Where the money of stolen transfers stands now, under each allocation rule, with bounds.

    Example: `clawback trace tests/data/formats/csv/sample.csv --claim T3`

    Parameters
    ----------
    ledger
        A file of any format, or a ledger folder.
    rule
        Which money leaves a mixed account first.
    output
        How the result is printed.
    picture
        Also draw the flow of the money to this SVG file.
    workbook
        Also write a workbook with formulas to this .xlsx file.
    """
    check_endings(picture, workbook)
    check_apart(
        (picture, workbook), (Path(ledger), walking.claims, walking.exits, walking.opening, reading.skip_bad)
    )
    found, victims = run_trace(open_ledger(ledger, reading), walking, rule)
    show(found, victims, output, picture=picture, workbook=workbook)


def check_endings(picture: Path | None, workbook: Path | None) -> None:
    """Raises InputError where a file is named as what it will not be."""
    for path, ending in ((picture, ".svg"), (workbook, ".xlsx")):
        if path is not None and path.suffix.lower() != ending:
            raise InputError(
                f"this file will be {ending[1:].upper()}", file=str(path), remedy=f"name it {ending}"
            )


def check_apart(written: Sequence[Path | None], read: Sequence[Path | str | None]) -> None:
    """Raises InputError where a file to be written is one that is read, or lies in a ledger folder."""
    for path in written:
        if path is None:
            continue
        for other in read:
            if other is not None and path.exists() and Path(other).exists() and path.samefile(other):
                raise InputError(
                    "this file is read, and would be replaced", file=str(path), remedy="name another"
                )
        if (path.parent / "CURRENT").exists():
            raise InputError(
                "this would lie in a ledger folder", file=str(path), remedy="name another folder"
            )


def show(
    found: Trace,
    victims: dict[str, str],
    output: str,
    *,
    picture: Path | None = None,
    workbook: Path | None = None,
) -> None:
    """Writes the files asked for, then prints the result."""
    from clawback.ledgers.whole_file import written_whole

    if picture is not None:
        from clawback.tracing.picture import draw

        with written_whole(picture) as file:
            file.write(draw(found, victims).encode())
    if workbook is not None:
        from clawback.cli.workbook import write_workbook

        with written_whole(workbook) as file:
            write_workbook(found, file)
    _print(found, output)
    if output == "table" and picture is not None:
        from clawback.tracing.picture import rule_of

        print(f"The picture, under {rule_of(found)}, is in {picture}")
    if output == "table" and workbook is not None:
        print(f"The workbook is in {workbook}")


def _print(found: Trace, output: str) -> None:
    if output == "json":
        import msgspec

        text = msgspec.json.format(msgspec.json.encode(found.to_dict()), indent=1)
        sys.stdout.buffer.write(text + b"\n")
    elif output == "csv":
        from clawback.cli.rows import print_rows

        print_rows(found)
    else:
        from clawback.cli.table import print_table

        print_table(found)
