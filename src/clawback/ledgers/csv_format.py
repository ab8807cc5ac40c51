"""The format `csv`: transfers as rows, the columns of a transfer in any order, plain, `.gz` or `.zst`.

    transfer_id,settled_at,debtor_agent,debtor_account,creditor_agent,creditor_account,amount,currency,kind
    T1,2026-03-02T08:00:00Z,B1,1001,B2,2001,1000.00,EUR,transfer

UTF-8, commas, RFC 4180 quoting. Amounts are exact decimals, times ISO 8601 with Z or an offset.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clawback.errors import LedgerError
from clawback.ledgers.csv_records import Record, records
from clawback.ledgers.reading import Format, Notes, ReadOptions
from clawback.ledgers.streams import RECORD_BYTES, open_stream
from clawback.ledgers.transfer_columns import REQUIRED, choose

if TYPE_CHECKING:
    from clawback.ledgers.csv_blocks import Block

__all__ = ["FORMAT"]

_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def _recognise(path: Path, head: bytes) -> bool:
    first = head.removeprefix(_BOM).partition(b"\n")[0].strip()
    names = {name.strip(b'" ') for name in first.replace(b";", b",").replace(b"\t", b",").split(b",")}
    return any(name.encode() in names for name in REQUIRED if name not in ("amount", "currency"))


def _read(paths: Sequence[Path], options: ReadOptions, notes: Notes) -> Iterator[Any]:
    """The transfers in the order of the files. Raises LedgerError."""
    for path in paths:
        try:
            with open_stream(path) as stream:
                yield from _transfers(stream, str(path), notes)
        except LedgerError as error:
            raise error.at(file=str(path)) from None


def _transfers(stream: io.BufferedReader, file: str, notes: Notes) -> Iterator[Any]:
    from clawback.ledgers.assembly import checked_batch
    from clawback.ledgers.csv_blocks import Start, blocks

    header, text = _header(stream)
    chosen = choose(header.fields, file, notes, header.line)
    start = Start(row=1, line=header.line + header.raw.count(b"\n"))
    for block in blocks(stream, text, start, chosen):
        yield checked_batch(block.columns, file, _places(block), notes, block.wrong)


def _header(stream: io.BufferedReader) -> tuple[Record, bytes]:
    """The header, and what was read beyond it."""
    text = stream.read(RECORD_BYTES)
    if text.startswith(_WIDE) or b"\0" in text[:4]:
        raise LedgerError("the text is UTF-16", line=1, remedy="save the file as UTF-8")
    text = text.removeprefix(_BOM)
    for record in records(text, 1, last=len(text) < RECORD_BYTES - len(_BOM)):
        if record.error is not None:
            raise record.error.at(line=record.line)
        if not record.blank:
            return record, text[record.end :]
    raise LedgerError("the file is empty", remedy="its first line names the columns")


def _places(block: Block) -> Any:
    return lambda place: (block.rows[place], block.lines[place], block.raw(place))


FORMAT = Format(name="csv", recognise=_recognise, read=_read)
