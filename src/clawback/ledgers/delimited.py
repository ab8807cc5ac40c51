"""Rows of a delimited file in blocks: read by columns where a block is sound, row by row where it is not.

Memory holds one block (4 MiB of text), whatever the file's size. A row is one line: the data sets read with
this have no line ends inside quotes. Rows are numbered from 1 after the header, lines from 1 with it; blank
lines are no rows.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from clawback.errors import InputError, LedgerError
from clawback.ledgers.ledger import Int64s
from clawback.ledgers.lines import Text, blocks_of_lines
from clawback.ledgers.reading import Notes

__all__ = ["Block", "Header", "read_blocks"]

Header = Callable[[list[str]], dict[str, int]]
"""From the cells of a header: the place of each column wanted, by name. Raises LedgerError."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Rows that have as many cells as the header: `columns` of n texts each, `rows` and `lines` their numbers."""

    file: str
    delimiter: str
    columns: dict[str, Any]
    rows: Int64s
    lines: Int64s

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, kept: Sequence[int] | Int64s) -> Block:
        """The block of the rows at these places."""
        places = pa.array(kept, pa.int64())
        columns = {name: column.take(places) for name, column in self.columns.items()}
        return Block(
            file=self.file,
            delimiter=self.delimiter,
            columns=columns,
            rows=self.rows[kept],
            lines=self.lines[kept],
        )

    def without_bad(self, bad: dict[int, tuple[str, InputError]], notes: Notes) -> Int64s:
        """Hands what is wrong (by place: field and error) to `notes.bad`; the places that are left."""
        for place in sorted(bad):
            field, error = bad[place]
            raw = self.delimiter.join(column[place].as_py() for column in self.columns.values())
            notes.bad(
                LedgerError(
                    error.reason,
                    file=self.file,
                    row=int(self.rows[place]),
                    line=int(self.lines[place]),
                    field=field,
                    remedy=error.remedy,
                ),
                raw,
            )
        return np.delete(np.arange(len(self)), sorted(bad))


def read_blocks(path: Path, delimiter: str, header: Header, notes: Notes) -> Iterator[Block]:
    """The blocks of a file whose first line is its header. Raises LedgerError for what is wrong with the file;
    a row with too few or too many cells goes to `notes.bad`."""
    row = 0
    names: dict[str, int] | None = None
    width = 0
    for text in blocks_of_lines(path):
        body = text
        if names is None:
            first, body = text.split_first()
            cells = _cells(_decoded(first, path), delimiter, path)
            names, width = header(cells), len(cells)
        block = _block(body, path, delimiter, names, width, row, notes)
        row = block.next_row
        if len(block.found):
            yield block.found
    if names is None:
        raise LedgerError("the file is empty", file=str(path), remedy="give the file with its header")


def _decoded(line: bytes, path: Path) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise LedgerError(
            "the header is not UTF-8", file=str(path), line=1, remedy="save it as UTF-8"
        ) from None


def _cells(line: str, delimiter: str, path: Path) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, strict=True), [])]
    except csv.Error as error:
        raise LedgerError(f"the header cannot be read ({error})", file=str(path), line=1) from None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    found: Block
    next_row: int


def _block(
    text: Text, path: Path, delimiter: str, names: dict[str, int], width: int, row: int, notes: Notes
) -> _Read:
    table = _by_columns(text, delimiter, width)
    if table is not None:
        n = len(table[0])
        rows = np.arange(row + 1, row + n + 1)
        lines = np.arange(text.line, text.line + n)
        return _Read(found=_picked(table, names, path, delimiter, rows, lines), next_row=row + n)
    cells: list[list[str]] = []
    rows_found: list[int] = []
    lines_found: list[int] = []
    for line, raw in text.lines():
        if not raw.strip():
            continue
        row += 1
        try:
            cells.append(_row(raw, delimiter, width))
        except LedgerError as error:
            notes.bad(
                LedgerError(error.reason, file=str(path), row=row, line=line, remedy=error.remedy),
                raw.decode("utf-8", "replace").replace("\0", "\\0"),
            )
        else:
            rows_found.append(row)
            lines_found.append(line)
    table = [pa.array([each[i] for each in cells], pa.string()) for i in range(width)]
    rows, lines = np.array(rows_found, np.int64), np.array(lines_found, np.int64)
    return _Read(found=_picked(table, names, path, delimiter, rows, lines), next_row=row)


def _picked(
    table: list[Any], names: dict[str, int], path: Path, delimiter: str, rows: Int64s, lines: Int64s
) -> Block:
    columns = {name: table[place] for name, place in names.items()}
    return Block(file=str(path), delimiter=delimiter, columns=columns, rows=rows, lines=lines)


def _by_columns(text: Text, delimiter: str, width: int) -> list[Any] | None:
    """The block's columns, or None where any row of it needs to be looked at by itself."""
    from pyarrow import csv as arrow

    if b"\0" in text.content or not text.content:
        return None
    names = [str(i) for i in range(width)]
    try:
        table = arrow.read_csv(
            pa.BufferReader(text.content),
            read_options=arrow.ReadOptions(
                column_names=names, use_threads=False, block_size=len(text.content) + 1
            ),
            parse_options=arrow.ParseOptions(delimiter=delimiter),
            convert_options=arrow.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != text.count_lines():
        return None
    return [column.combine_chunks() for column in table.columns]


def _row(raw: bytes, delimiter: str, width: int) -> list[str]:
    if b"\0" in raw:
        raise LedgerError("the row holds a NUL")
    try:
        cells = next(csv.reader([raw.decode("utf-8")], delimiter=delimiter, strict=True))
    except UnicodeDecodeError:
        raise LedgerError("the row is not UTF-8", remedy="save the file as UTF-8") from None
    except csv.Error as error:
        raise LedgerError(f"the row cannot be read ({error})") from None
    if len(cells) != width:
        raise LedgerError(f"the row has {len(cells)} cells, the header {width}")
    return cells
