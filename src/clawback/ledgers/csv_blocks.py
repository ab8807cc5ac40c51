"""A CSV text in blocks of records, each as columns of texts: at once where a block is plain, else one by one.

Memory holds a block (8 MiB of text) however long the file is. Which of the two ways read a block makes no
difference to what comes out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from clawback.errors import LedgerError
from clawback.ledgers.assembly import WrongRow
from clawback.ledgers.csv_records import Record, records, too_long
from clawback.ledgers.streams import RECORD_BYTES
from clawback.ledgers.transfer_columns import Chosen

__all__ = ["BLOCK_BYTES", "Block", "Start", "blocks", "exact_block", "fast_block"]

BLOCK_BYTES = 8 << 20

_QUOTE = ord('"')
_BEFORE, _AFTER = np.zeros(256, bool), np.zeros(256, bool)
_BEFORE[[ord(each) for each in '\n,"']] = True
_AFTER[[ord(each) for each in '\r\n,"']] = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Start:
    """Where a text begins: the number of its first record, and of its first line."""

    row: int
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Records with as many fields as the header: `columns` by name, of n texts each; `rows`, `lines` and `raw`
    say where each stood and how it was written. `wrong` are the other records. All were read from the first
    `used` bytes of the text, which end before `next`."""

    columns: dict[str, Any]
    rows: Sequence[int]
    lines: Sequence[int]
    raw: Callable[[int], str]
    wrong: list[WrongRow]
    used: int
    next: Start


def blocks(stream: io.BufferedReader, text: bytes, start: Start, chosen: Chosen) -> Iterator[Block]:
    """The blocks after a header; `text` is what was already read of them. Raises LedgerError, without the
    file's name, for a record longer than 1 MiB and what `open_stream` says."""
    last = False
    while not last:
        more = stream.read(BLOCK_BYTES)
        last, text = len(more) < BLOCK_BYTES, text + more
        cut = len(text) if last else text.rfind(b"\n") + 1
        block = fast_block(text[:cut], start, chosen) or exact_block(text, start, chosen, last=last)
        yield block
        start, text = block.next, text[block.used :]
        if len(text) > RECORD_BYTES:
            raise too_long(start.line)


def fast_block(text: bytes, start: Start, chosen: Chosen) -> Block | None:
    """All of a text of whole records, or None where one of them is out of the ordinary: a line end inside
    quotes, a blank line, a wrong record."""
    table = _table(text, chosen) if text and _plain(text) else None
    ends = text.count(b"\n")
    if table is None or table.num_rows != ends + (not text.endswith(b"\n")):
        return None
    n = table.num_rows
    split = cache(lambda: text.split(b"\n"))
    return Block(
        columns={name: _one_piece(table[str(place)]) for name, place in chosen.places.items()},
        rows=range(start.row, start.row + n),
        lines=range(start.line, start.line + n),
        raw=lambda place: split()[place].decode().removesuffix("\r"),
        wrong=[],
        used=len(text),
        next=Start(row=start.row + n, line=start.line + ends),
    )


def exact_block(text: bytes, start: Start, chosen: Chosen, *, last: bool) -> Block:
    """The records that stand whole in a text, one by one."""
    kept: list[Record] = []
    rows: list[int] = []
    wrong: list[WrongRow] = []
    used, row = 0, start.row
    for record in records(text, start.line, last=last):
        used = record.end
        if record.blank:
            continue
        error = record.error or _ragged(record, chosen)
        if error is None:
            kept.append(record)
            rows.append(row)
        else:
            placed = LedgerError(error.reason, row=row, line=record.line, remedy=error.remedy)
            wrong.append(WrongRow(row=row, error=placed, raw=record.written()))
        row += 1
    return Block(
        columns={
            name: pa.array([record.fields[place] for record in kept], pa.large_string())
            for name, place in chosen.places.items()
        },
        rows=rows,
        lines=[record.line for record in kept],
        raw=lambda place: kept[place].written(),
        wrong=wrong,
        used=used,
        next=Start(row=row, line=start.line + text.count(b"\n", 0, used)),
    )


def _ragged(record: Record, chosen: Chosen) -> LedgerError | None:
    found, wanted = len(record.fields), chosen.width
    if found == wanted:
        return None
    return LedgerError(
        f"has {found} fields, the header has {wanted}", remedy="put a field with a comma in it into quotes"
    )


def _table(text: bytes, chosen: Chosen) -> Any | None:
    names = [str(place) for place in range(chosen.width)]
    wanted = [names[place] for place in chosen.places.values()]
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(text),
            arrow_csv.ReadOptions(use_threads=False, block_size=len(text) + 1, column_names=names),
            arrow_csv.ParseOptions(delimiter=",", double_quote=True),
            arrow_csv.ConvertOptions(
                include_columns=wanted,
                column_types=dict.fromkeys(wanted, pa.large_string()),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowException:
        return None


def _one_piece(column: Any) -> Any:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)


def _plain(text: bytes) -> bool:
    """Whether Arrow reads these records as `records` does: UTF-8, no NUL, no lone CR, quotation marks where
    they belong, and no line of half the longest length."""
    window = RECORD_BYTES // 2
    if b"\0" in text or (b"\r" in text and text.count(b"\r") != text.count(b"\r\n")):
        return False
    if any(text.find(b"\n", at, at + window) < 0 for at in range(0, len(text) - window, window)):
        return False
    return _utf8(text) and (b'"' not in text or _well_quoted(text))


def _utf8(text: bytes) -> bool:
    if text.isascii():
        return True
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _well_quoted(text: bytes) -> bool:
    """Marks open and close by turns: each that opens stands at a field's start (or doubles the one before),
    each that closes at a field's end."""
    content = np.frombuffer(b"\n" + text + b"\n", np.uint8)
    marks = np.flatnonzero(content == _QUOTE)
    before, after = content[marks[0::2] - 1], content[marks[1::2] + 1]
    return len(marks) % 2 == 0 and bool(_BEFORE[before].all() and _AFTER[after].all())
