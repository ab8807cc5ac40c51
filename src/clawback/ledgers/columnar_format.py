"""The formats `parquet` and `arrow` (IPC file, IPC stream, Feather): the columns of a transfer, typed.

parquet   begins with PAR1
arrow     begins with ARROW1 (file), or with FFFFFFFF and the length of a schema (stream)
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from clawback.errors import LedgerError
from clawback.ledgers.reading import BATCH_ROWS, Format, Notes, ReadOptions
from clawback.ledgers.streams import head, open_stream, packing
from clawback.ledgers.transfer_columns import choose
from clawback.money import Currency

__all__ = ["ARROW", "DECIMALS", "PARQUET"]

DECIMALS = b"clawback.decimals"
"""The key in a file's metadata under which `convert` keeps the decimals of its currencies, as JSON."""

_MOST_DECIMALS = 18
_FILE, _STREAM, _FEATHER_1 = b"ARROW1\0\0", b"\xff\xff\xff\xff", b"FEA1"


def _is_parquet(path: Path, head: bytes) -> bool:
    return head.startswith(b"PAR1")


def _is_arrow(path: Path, head: bytes) -> bool:
    return head.startswith((_FILE, _STREAM, _FEATHER_1))


def _read_parquet(paths: Sequence[Path], options: ReadOptions, notes: Notes) -> Iterator[Any]:
    """The transfers in the order of the files, by parts of row groups. Raises LedgerError."""
    from pyarrow import parquet

    from clawback.ledgers.columnar import arrow_errors, checked_batches, guarded

    for path in paths:
        name, damaged = str(path), "the Parquet file is damaged"
        _refuse_packed(path)
        with ExitStack() as stack:
            with arrow_errors(name, damaged):
                file = stack.enter_context(
                    parquet.ParquetFile(
                        path, pre_buffer=False, buffer_size=1 << 20, page_checksum_verification=True
                    )
                )
                schema = file.schema_arrow.with_metadata(file.metadata.metadata)
                _declared(schema, notes)
            wanted = list(choose(schema.names, name, notes).places)
            parts = _validated(file.iter_batches(BATCH_ROWS, columns=wanted, use_threads=False))
            yield from checked_batches(guarded(parts, name, damaged), _only(schema, wanted), name, notes)


def _read_arrow(paths: Sequence[Path], options: ReadOptions, notes: Notes) -> Iterator[Any]:
    """The transfers in the order of the files, by record batches. Raises LedgerError."""
    from clawback.ledgers.columnar import arrow_errors, checked_batches, guarded

    for path in paths:
        name, damaged = str(path), "the Arrow file is damaged"
        with ExitStack() as stack:
            with arrow_errors(name, damaged):
                schema, batches = _opened_arrow(path, stack)
                _declared(schema, notes)
            yield from checked_batches(guarded(_validated(batches), name, damaged), schema, name, notes)


def _opened_arrow(path: Path, stack: ExitStack) -> tuple[Any, Iterator[Any]]:
    import pyarrow as pa

    start = head(path)[:8]
    if start.startswith(_STREAM):
        file = _Watched(stack.enter_context(open_stream(path)))
        stream = pa.ipc.open_stream(file)
        return stream.schema, file.to_the_end(stream)
    _refuse_packed(path)
    if start.startswith(_FEATHER_1):
        raise LedgerError("the file is Feather version 1", file=str(path), remedy="write it with version 2")
    file = pa.ipc.open_file(stack.enter_context(pa.memory_map(str(path))))
    return file.schema, (file.get_batch(at) for at in range(file.num_record_batches))


class _Watched(io.RawIOBase):
    """A stream that knows whether it was read beyond its end: then the mark of a whole Arrow stream's end was
    not there, which Arrow itself lets pass."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self._beyond = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        found = self._file.read(size)
        self._beyond = not found and size != 0
        return found

    def to_the_end(self, batches: Iterable[Any]) -> Iterator[Any]:
        yield from batches
        if self._beyond:
            raise ValueError("it ends too early")


def _validated(batches: Iterator[Any]) -> Iterator[Any]:
    """Batches whose offsets and texts hold: a damaged file's could point anywhere in memory."""
    for batch in batches:
        batch.validate(full=True)
        yield batch


def _declared(schema: Any, notes: Notes) -> None:
    """The decimals that the file tells of its currencies: its own word, as chain amounts cut to gwei have fewer
    than our table says."""
    for field in schema:  # fails here, and nowhere later, where a name or a zone is not UTF-8
        _decoded = field.name, getattr(field.type, "tz", None)
    told = (schema.metadata or {}).get(DECIMALS)
    if told is None:
        return
    table = json.loads(told)
    if not isinstance(table, dict):
        raise ValueError("the decimals of its currencies are not a table")
    for code, decimals in table.items():
        if type(decimals) is not int or not 0 <= decimals <= _MOST_DECIMALS:
            raise ValueError(f"{decimals!r} is no number of decimals")
        notes.currencies.setdefault(code, Currency(code, decimals))


def _only(schema: Any, wanted: list[str]) -> Any:
    import pyarrow as pa

    # In the order asked for: that is the order in which the file hands out its columns.
    return pa.schema([schema.field(name) for name in wanted], schema.metadata)


def _refuse_packed(path: Path) -> None:
    if kind := packing(path):
        raise LedgerError(f"the file is packed with {kind}", file=str(path), remedy="unpack it first")


PARQUET = Format(name="parquet", recognise=_is_parquet, read=_read_parquet)
ARROW = Format(name="arrow", recognise=_is_arrow, read=_read_arrow)
