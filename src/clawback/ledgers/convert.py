"""Any ledger format, or a ledger folder, into CSV or Parquet, to the unit and in the order of the source."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from clawback.errors import LedgerError, MoneyError
from clawback.ledgers import formats
from clawback.ledgers.reading import Notes, ReadOptions
from clawback.ledgers.whole_file import written_whole
from clawback.money import currency, format_amount

if TYPE_CHECKING:
    from clawback.ledgers.converted_csv import CsvSink
    from clawback.ledgers.converted_parquet import ParquetSink

__all__ = ["Converted", "convert", "openings_path"]

_CSV = {".csv": None, ".csv.gz": "gzip", ".csv.zst": "zstd"}
_PARQUET = ".parquet"
_OPENINGS_HEAD = b"agent,account,amount,currency"


@dataclass(frozen=True, kw_only=True, slots=True)
class Converted:
    """What was written: so many transfers and given opening balances, and what the reader should know."""

    transfers: int
    openings: int
    notes: tuple[str, ...]


def convert(
    source: Path,
    destination: Path,
    options: ReadOptions | None = None,
    progress: Callable[[int], None] = lambda transfers: None,
) -> Converted:
    """Writes the transfers of `source` to `destination`, CSV or Parquet by its ending, and given opening
    balances beside it (`openings_path`).

    Each transfer keeps its currency; `options.currency` keeps one. Memory holds a batch, where the source's
    format allows. Files appear whole, or not at all. `progress` is told how many transfers are written.
    Raises LedgerError.
    """
    notes = Notes(options=options or ReadOptions())
    _check(source, destination)
    _check_aside(options.skip_bad if options else None, destination)
    try:
        with written_whole(destination) as file:
            transfers = _write_transfers(source, _sink(destination, file, notes), notes, progress)
            openings = _write_openings(openings_path(destination), notes)
    finally:
        notes.close()
    _say_what_is_lost(destination, notes)
    return Converted(transfers=transfers, openings=openings, notes=tuple(notes.texts))


def _write_transfers(
    source: Path, sink: CsvSink | ParquetSink, notes: Notes, progress: Callable[[int], None]
) -> int:
    transfers = 0
    try:
        for batch in _batches(source, notes):
            kept = _in_currency(batch, notes.options.currency)
            sink.add(kept)
            transfers += len(kept)
            progress(transfers)
        sink.finish()
    except BaseException:
        sink.abandon()
        raise
    return transfers


def openings_path(destination: Path) -> Path:
    """Where the opening balances of a converted ledger stand: `agent,account,amount,currency`."""
    return destination.with_name(destination.name + ".openings.csv")


def _check(source: Path, destination: Path) -> None:
    if _ending(destination) is None:
        raise LedgerError(
            "the ending names no format to write",
            file=str(destination),
            remedy=f"end it with {', '.join(_CSV)} or {_PARQUET}",
        )
    for written in (destination, openings_path(destination)):
        if written.exists() and source.exists() and written.samefile(source):
            raise LedgerError("is the source itself", file=str(written), remedy="name another file")
    _check_openings(openings_path(destination))


def _check_openings(path: Path) -> None:
    """What stands where the openings will be written must be such a file, for it is replaced."""
    if path.exists() and (not path.is_file() or _first_line(path) != _OPENINGS_HEAD):
        raise LedgerError(
            "holds no opening balances and would be replaced", file=str(path), remedy="move it away"
        )


def _first_line(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline(len(_OPENINGS_HEAD) + 2).strip()


def _check_aside(aside: Path | None, destination: Path) -> None:
    """The file of bad rows is none of those that are written."""
    if aside is not None and aside.absolute() in (
        destination.absolute(),
        openings_path(destination).absolute(),
    ):
        raise LedgerError(
            "is written by the conversion", file=str(aside), remedy="name another file for --skip-bad"
        )


def _ending(path: Path) -> str | None:
    return next((each for each in (*_CSV, _PARQUET) if path.name.endswith(each)), None)


def _sink(path: Path, file: IO[bytes], notes: Notes) -> CsvSink | ParquetSink:
    ending = _ending(path)
    if ending == _PARQUET:
        from clawback.ledgers.converted_parquet import ParquetSink

        return ParquetSink(file, notes)
    from clawback.ledgers.converted_csv import CsvSink

    assert ending is not None
    return CsvSink(file, _CSV[ending], notes)


def _batches(source: Path, notes: Notes) -> Iterator[Any]:
    if not formats.is_ledger_folder(source):
        return formats.find(source, notes.options).read([source], notes.options, notes)
    from clawback.ledgers.ledger_batches import batches_of_ledger, given_openings
    from clawback.ledgers.store import open_ledger

    ledger = open_ledger(source)
    notes.currencies[ledger.currency.code] = ledger.currency
    notes.openings.extend(given_openings(ledger))
    notes.texts.extend(ledger.notes)
    return batches_of_ledger(ledger)


def _in_currency(batch: Any, code: str | None) -> Any:
    if code is None:
        return batch
    import pyarrow.compute as pc

    return batch.filter(pc.equal(batch.column("currency").dictionary_decode(), code))


def _write_openings(path: Path, notes: Notes) -> int:
    """Writes the file, or removes the one of an earlier conversion: it belongs to what is replaced."""
    chosen = notes.options.currency
    openings = [each for each in notes.openings if chosen in (None, each.currency)]
    if not openings:
        path.unlink(missing_ok=True)
        return 0
    with written_whole(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["agent", "account", "amount", "currency"])
        for each in openings:
            amount = format_amount(each.units, notes.currency(each.currency))
            writer.writerow([each.agent, each.account, amount, each.currency])
        text.flush()
        text.detach()
    return len(openings)


def _say_what_is_lost(destination: Path, notes: Notes) -> None:
    if notes.order_conflicts or notes.assumed:
        notes.say("the order of some transfers is assumed; the converted file does not tell of which")
    if destination.name.endswith(_PARQUET):
        return
    for code, used in sorted(notes.currencies.items()):
        known = _decimals_of_the_table(code)
        if known is None:
            notes.say(f"reading {code} again needs --decimals {used.decimals}")
        elif known != used.decimals:
            notes.say(
                f"{code} has {used.decimals} decimals here, {known} when read again; Parquet keeps them"
            )


def _decimals_of_the_table(code: str) -> int | None:
    try:
        return currency(code).decimals
    except MoneyError:
        return None
