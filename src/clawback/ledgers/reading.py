"""What every reader of a ledger format shares: the rows it yields, and what it tells beside them.

A reader is `read(paths, options, notes) -> Iterator[pyarrow.RecordBatch]`, each batch of `SCHEMA`. It keeps no
more than one batch in memory where its format allows. What is wrong in a row goes to `Notes.bad`, which raises
it, or writes the row aside under `--skip-bad`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from clawback.errors import LedgerError
from clawback.money import Currency, currency, is_official

__all__ = ["BATCH_ROWS", "KINDS", "OUTSIDE", "SCHEMA", "Format", "Notes", "Opening", "ReadOptions"]

BATCH_ROWS = 1 << 17
OUTSIDE = "outside"
"""The account number of what a statement does not name: an exit for debits, own money for credits."""

KINDS = ("transfer", "cash", "card", "fee", "exchange", "reversal")
"""A transfer's kind; its code in a ledger is its place here."""

SCHEMA = pa.schema(
    [
        pa.field("transfer_id", pa.large_string(), nullable=False),
        pa.field("settled_at", pa.int64(), nullable=False),  # microseconds since 1970, UTC
        # What the ledger is ordered by, ties by input order. It equals settled_at but for statements, whose own
        # order is kept: there it is the running maximum of settled_at along the order found.
        pa.field("order_at", pa.int64(), nullable=False),
        pa.field("debtor_agent", pa.string(), nullable=False),
        pa.field("debtor_account", pa.string(), nullable=False),
        pa.field("creditor_agent", pa.string(), nullable=False),
        pa.field("creditor_account", pa.string(), nullable=False),
        pa.field("amount", pa.int64(), nullable=False),  # > 0, minor units
        pa.field("currency", pa.dictionary(pa.int32(), pa.string()), nullable=False),
        pa.field("kind", pa.uint8(), nullable=False),  # index into KINDS
        pa.field("reverses", pa.large_string()),
        pa.field("booked_at", pa.int64()),
        pa.field("debited_at", pa.int64()),
        pa.field("credited_at", pa.int64()),
        pa.field("end_to_end_id", pa.large_string()),
        pa.field("uetr", pa.large_string()),
        pa.field("reference", pa.large_string()),
        pa.field(
            "alias", pa.large_string()
        ),  # the creditor side's id of a transfer merged from two statements
        pa.field("label", pa.large_string()),  # what the data set itself says of the transfer, kept beside
    ]
)
"""The rows of a reader. Optional columns are null where the source says nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadOptions:
    """How to read: None means what the content says.

    `timezone` reads times written without an offset; `unit` (`gwei`) cuts chain amounts that int64 cannot
    count; `token` chooses the token of an `ethereum` source; `decimals` those of a ticker we do not know.
    """

    format: str | None = None
    currency: str | None = None
    decimals: int | None = None
    timezone: tzinfo | None = None
    skip_bad: Path | None = None
    unit: str | None = None
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening balance of an account in a currency, in minor units; may be negative."""

    agent: str
    account: str
    currency: str
    units: int


@dataclass(kw_only=True)
class Notes:
    """What reading found beside the transfers. One is filled while a ledger is read; texts are sentences."""

    options: ReadOptions = field(default_factory=ReadOptions)
    texts: list[str] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    order_conflicts: list[list[str]] = field(default_factory=list)
    """Groups of transfer_ids whose orders in two statements contradict each other."""
    assumed: set[tuple[str, str]] = field(default_factory=set)
    """Accounts (agent, account) whose order of events is assumed, not known."""
    currencies: dict[str, Currency] = field(default_factory=dict)
    """Currencies met whose decimals the source declares itself; others come from the table."""
    skipped: int = 0
    _file: IO[str] | None = None

    def say(self, text: str) -> None:
        """Adds a sentence for the reader of the result, once."""
        if text not in self.texts:
            self.texts.append(text)

    def currency(self, code: str) -> Currency:
        """The currency of a row: as the source declared it, else with `--decimals` for a ticker, else from the table.

        `--decimals` that contradict ISO 4217 are refused where `--currency` names that currency, and do not
        concern it otherwise. Raises MoneyError.
        """
        if code not in self.currencies:
            concerned = self.options.currency == code or not is_official(code)
            self.currencies[code] = currency(code, self.options.decimals if concerned else None)
        return self.currencies[code]

    def bad(self, error: LedgerError, raw: str) -> None:
        """A row that cannot be read: raised, or under `--skip-bad` written to its file and counted."""
        if self.options.skip_bad is None:
            raise error
        if self._file is None:
            self._file = _new_file(self.options.skip_bad)
            csv.writer(self._file).writerow(["file", "row", "line", "field", "reason", "raw"])
        csv.writer(self._file).writerow([error.file, error.row, error.line, error.field, error.reason, raw])
        self.skipped += 1

    def close(self) -> None:
        """Ends the reading: closes the file of bad rows and says how many there are."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self.say(f"{self.skipped} rows could not be read and stand in {self.options.skip_bad}")


def _new_file(path: Path) -> IO[str]:
    """Never one that exists: it could be the source itself."""
    try:
        return path.open("x", encoding="utf-8", newline="")
    except FileExistsError:
        raise LedgerError(
            "this file exists already", file=str(path), remedy="name a new one for --skip-bad"
        ) from None


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A ledger format.

    `recognise(path, head)` tells whether a file is of this format from its first 64 KiB (decompressed) or,
    for a folder, from its names (`head` is then empty). Files of one `family` are read in one call, whatever
    their formats: two banks' statements of one transfer become one. Those of none are read one by one.
    """

    name: str
    recognise: Callable[[Path, bytes], bool]
    read: Callable[[Sequence[Path], ReadOptions, Notes], Iterator[Any]]
    family: str = ""
