"""Batches of transfers as CSV text: `csv` as it is read, each text as it was, quoted only where it must be.

A text that a spreadsheet would take for a formula (it begins with = + - @) is written as it is, for an
identifier must come back the same.
"""

from __future__ import annotations

import zlib
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.ledgers.checked_times import FIRST
from clawback.ledgers.reading import KINDS, Notes
from clawback.ledgers.transfer_columns import NAMES, TIMES

__all__ = ["CsvSink", "amount_texts", "csv_texts", "time_texts"]

_SECOND = pa.scalar(1_000_000, pa.int64())
_FIRST_SECOND = pa.scalar(FIRST, pa.int64())


class CsvSink:
    """Writes batches to a file, packed by `packing` (`gzip`, `zstd`, or None)."""

    def __init__(self, file: IO[bytes], packing: str | None, notes: Notes) -> None:
        self._notes = notes
        self._packer = _packer(packing)
        self._file = file
        self._write((",".join(NAMES) + "\n").encode())

    def add(self, batch: Any) -> None:
        """Appends the rows of a batch of `reading.SCHEMA`."""
        if len(batch):
            self._write(csv_texts(batch, self._notes))

    def finish(self) -> None:
        """Ends the packed stream."""
        if self._packer is not None:
            self._file.write(self._packer.flush())

    def abandon(self) -> None:
        """Leaves the file as it is."""
        self._packer = None

    def _write(self, text: bytes) -> None:
        self._file.write(text if self._packer is None else self._packer.compress(text))


def _packer(packing: str | None) -> Any:
    if packing == "gzip":
        return zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    if packing == "zstd":
        import zstandard

        return zstandard.ZstdCompressor(write_checksum=True).compressobj()
    return None


def csv_texts(batch: Any, notes: Notes) -> bytes:
    """The rows of a batch, each with its line end; `notes` knows the decimals of the currencies."""
    columns = [pc.fill_null(_texts(name, batch, notes), "") for name in NAMES]
    lines = pc.binary_join_element_wise(
        *columns[:-1], pc.binary_join_element_wise(columns[-1], _large("\n"), _large("")), _large(",")
    )
    offsets = np.frombuffer(lines.buffers()[1], np.int64)[lines.offset :]
    written: bytes = lines.buffers()[2][int(offsets[0]) : int(offsets[len(lines)])].to_pybytes()
    return written


def time_texts(micros: Any) -> Any:
    """`clock.format_time` of each; nulls stay."""
    whole = pc.divide(pc.subtract(micros, _FIRST_SECOND), _SECOND)  # towards zero: none is negative
    seconds = pc.add(pc.multiply(whole, _SECOND), _FIRST_SECOND)
    fraction = pc.subtract(micros, seconds)
    stamps = seconds.cast(pa.timestamp("us")).cast(pa.timestamp("s")).cast(pa.large_string())
    base = pc.replace_substring(stamps, " ", "T", max_replacements=1)
    padded = pc.utf8_lpad(fraction.cast(pa.large_string()), 6, "0")
    tail = pc.if_else(
        pc.equal(fraction, 0),
        _large("Z"),
        pc.binary_join_element_wise(_large("."), padded, _large("Z"), _large("")),
    )
    return pc.binary_join_element_wise(base, tail, _large(""))


def amount_texts(units: Any, decimals: int) -> Any:
    """`money.format_amount` of each, none negative, in a currency of so many decimals."""
    if decimals == 0:
        return units.cast(pa.large_string())
    one = pa.scalar(10**decimals, pa.int64())
    whole = pc.divide(units, one)
    fraction = pc.subtract(units, pc.multiply(whole, one)).cast(pa.large_string())
    padded = pc.utf8_lpad(fraction, decimals, "0")
    return pc.binary_join_element_wise(whole.cast(pa.large_string()), padded, _large("."))


def _texts(name: str, batch: Any, notes: Notes) -> Any:
    column = batch.column(name)
    if name == "order_at":
        same = pc.equal(column, batch.column("settled_at"))
        column = pc.if_else(same, pa.scalar(None, pa.int64()), column)
    if name in TIMES:
        return time_texts(column)
    if name == "amount":
        return _amounts(column, batch.column("currency"), notes)
    if name == "kind":
        return pa.array(KINDS, pa.large_string()).take(column)
    if name == "currency":
        column = column.dictionary_decode()
    return _quoted(column.cast(pa.large_string()))


def _quoted(texts: Any) -> Any:
    needs = pc.match_substring_regex(texts, '[",\r\n]')
    if not pc.any(needs).as_py():
        return texts
    doubled = pc.replace_substring(texts, '"', '""')
    return pc.if_else(
        needs, pc.binary_join_element_wise(_large('"'), doubled, _large('"'), _large("")), texts
    )


def _amounts(units: Any, currency: Any, notes: Notes) -> Any:
    """Rows apart by the decimals of their currency."""
    by_code = np.array([notes.currency(code).decimals for code in currency.dictionary.to_pylist()], np.int64)
    decimals = by_code[currency.indices.to_numpy()]
    found = pa.nulls(len(units), pa.large_string())
    for each in np.unique(decimals):
        of = decimals == each
        if of.all():
            return amount_texts(units, int(each))
        mask = pa.array(of)
        found = pc.replace_with_mask(found, mask, amount_texts(units.filter(mask), int(each)))
    return found


def _large(text: str) -> Any:
    return pa.scalar(text, pa.large_string())
