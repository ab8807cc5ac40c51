"""What a workbook says, read back and computed anew."""

from __future__ import annotations

import io
from typing import Any

import clawback
from clawback.cli.workbook import write_workbook
from tests.unit.cli.spreadsheet import Place, Spreadsheet, read

HEADS = {"positions": "Kind", "totals": "Claim no.", "transfers": "Transfer"}


def written(trace: clawback.Trace) -> Spreadsheet:
    """The trace's workbook."""
    file = io.BytesIO()
    write_workbook(trace, file)
    return read(file)


def head_row(book: Spreadsheet, sheet: str, table: str) -> int:
    """The row of a table's head on a rule's sheet."""
    rows = [
        row
        for (name, row, column), text in book.cells.items()
        if (name, column, text) == (sheet, 1, HEADS[table])
    ]
    (row,) = rows
    return row


def table(book: Spreadsheet, sheet: str, name: str) -> list[dict[str, Any]]:
    """The rows of a table by head, under `row` the row itself."""
    head = head_row(book, sheet, name)
    heads = book.row(sheet, head)
    found = []
    row = head + 1
    while (sheet, row, 1) in book.cells:
        values = book.row(sheet, row)
        found.append(
            {"row": row} | {heads[column]: value for column, value in values.items() if column in heads}
        )
        row += 1
    return found


def place(book: Spreadsheet, sheet: str, name: str, row: int, head: str) -> Place:
    """The cell of a table's row under a head."""
    heads = book.row(sheet, head_row(book, sheet, name))
    (column,) = [column for column, text in heads.items() if text == head]
    return sheet, row, column


def wrong_values(book: Spreadsheet) -> dict[Place, Any]:
    """The formulas whose value in the file is not what they give."""
    return {
        at: (book.cells[at], book.shown[at], book.value(at))
        for at in sorted(book.formulas)
        if book.shown[at] != book.value(at)
    }


def positions(book: Spreadsheet, rule: str, unit: str = "0.01 EUR") -> dict[tuple[str, str, str], float]:
    """(account, kind, claim) -> minor units."""
    return {
        (row["Account"], row["Kind"], row["Claim"]): row[f"Amount ({unit})"]
        for row in table(book, rule, "positions")
    }


def traced_positions(trace: clawback.Trace, rule: str) -> dict[tuple[str, str, str], int]:
    """The same of a trace."""
    return {
        (f"{row['agent']}/{row['account']}", row["kind"], row["claim"]): row["amount"]
        for row in trace.positions.to_pylist()
        if row["rule"] == rule
    }
