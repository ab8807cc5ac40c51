"""A ledger out of the batches that readers yield."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.errors import LedgerError
from clawback.ledgers.accounts import AccountTable, Side
from clawback.ledgers.ahead import one_ahead
from clawback.ledgers.currencies import CurrencyFilter
from clawback.ledgers.finishing import finish
from clawback.ledgers.ledger import Ledger
from clawback.ledgers.raw import Raw
from clawback.ledgers.reading import BATCH_ROWS, KINDS, SCHEMA, Notes, Opening
from clawback.ledgers.rows import RowNumbers
from clawback.ledgers.spool import Optional, TextColumn
from clawback.ledgers.texts import values_of
from clawback.ledgers.workspace import MemoryWorkspace, Workspace

__all__ = ["Builder"]

_MOST_TRANSFERS = 2**32 - 1
_NUMBERS = ("settled_at", "order_at", "amount", "kind")
_FURTHER = tuple(field.name for field in SCHEMA if field.nullable)


class Builder:
    """Takes batches of `reading.SCHEMA`, in the order of the input, and makes a `Ledger` of them."""

    def __init__(
        self,
        notes: Notes,
        threads: Executor,
        workspace: Workspace | None = None,
        progress: Callable[[int], None] = lambda rows: None,
        base: Ledger | None = None,
    ) -> None:
        self._notes = notes
        self._threads = threads
        self._workspace = workspace or MemoryWorkspace()
        self._progress = progress
        self._base = base
        self._chosen = CurrencyFilter(notes.options.currency, None if base is None else base.currency.code)
        self._rows = RowNumbers()
        self._accounts = AccountTable()
        self._numbers = {name: self._column(name) for name in _NUMBERS}
        self._sides = [self._workspace.column(f"{side}.met", np.uint32) for side in ("debtor", "creditor")]
        self._ids = TextColumn("transfer_id", self._workspace)
        self._further: dict[str, Optional] = {}
        self._count = 0
        self.idle_openings: tuple[Opening, ...] = ()
        if base is not None:
            self._add_base(base)

    def _column(self, name: str) -> Any:
        return self._workspace.column(name, SCHEMA.field(name).type.to_pandas_dtype())

    def _add_base(self, base: Ledger) -> None:
        """The ledger that is appended to, its accounts numbered as they stand there."""
        self._rows.begin("the ledger")
        self._rows.add(len(base), None)
        for start in range(0, len(base.agents), BATCH_ROWS):
            parts = (
                texts.slice(start, BATCH_ROWS).cast(pa.string()) for texts in (base.agents, base.numbers)
            )
            self._accounts.number([Side(*parts)], self._threads)
        order_at = base.further.get("order_at")
        self._numbers["order_at"].add(
            np.maximum.accumulate(base.settled_at) if order_at is None else values_of(order_at)
        )
        for name in ("settled_at", "amount", "kind"):
            self._numbers[name].add(getattr(base, name))
        for column, numbers in zip(self._sides, (base.debtor, base.creditor), strict=True):
            column.add(numbers)
        self._ids.add(base.transfer_id)
        for name in base.further.keys() & set(_FURTHER):
            self._further[name] = Optional(name, base.further[name].type, 0, self._workspace)
            self._further[name].add(base.further[name])
        self._count = len(base)

    def add_all(self, source: str, batches: Iterable[pa.RecordBatch]) -> None:
        """Appends the transfers of a source; `source` names it in errors. Raises LedgerError."""
        self._rows.begin(source)
        with one_ahead(batches) as parts:
            for batch in parts:
                self._add(batch)
                self._progress(self._count)

    def _add(self, batch: pa.RecordBatch) -> None:
        kept = self._chosen.apply(batch, self._rows.source)
        self._rows.add(len(batch), kept)
        if kept is not None:
            batch = batch.filter(kept)
        if len(batch) == 0:
            return
        self._check(batch)
        for name, column in self._numbers.items():
            column.add(values_of(batch.column(name)))
        self._ids.add(batch.column("transfer_id"))
        sides = [Side(batch.column(f"{side}_agent"), batch.column(f"{side}_account")) for side in _SIDES]
        for column, numbers in zip(self._sides, self._accounts.number(sides, self._threads), strict=True):
            column.add(numbers)
        self._add_further(batch)
        self._count += len(batch)

    def _check(self, batch: pa.RecordBatch) -> None:
        assert pc.min(batch.column("amount")).as_py() > 0, (
            "a reader let an amount pass that is not above zero"
        )
        assert pc.max(batch.column("kind")).as_py() < len(KINDS), "a reader made a kind that is none"
        if self._count + len(batch) > _MOST_TRANSFERS:
            raise LedgerError(f"a ledger has at most {_MOST_TRANSFERS} transfers", remedy="split it")

    def _add_further(self, batch: pa.RecordBatch) -> None:
        for name in _FURTHER:
            column = batch.column(name)
            if name not in self._further:
                if column.null_count == len(column):
                    continue
                self._further[name] = Optional(name, column.type, self._count, self._workspace)
            self._further[name].add(column)

    def finish(self) -> Ledger:
        """The ledger. Nothing is added afterwards; `idle_openings` are then the openings given to accounts that
        have no transfers. Raises LedgerError."""
        code = self._chosen.code
        if code is None or self._count == (0 if self._base is None else len(self._base)):
            raise self._chosen.nothing()
        raw = Raw(
            currency=self._notes.currency(code),
            accounts=self._accounts,
            rows=self._rows,
            base=self._base,
            transfer_id=self._ids.done(),
            debtor=self._sides[0].done(),
            creditor=self._sides[1].done(),
            further={name: column.done() for name, column in self._further.items()},
            **{name: column.done() for name, column in self._numbers.items()},
        )
        ledger, given = finish(raw, self._notes, self._workspace, self._threads)
        self.idle_openings = given.idle
        return ledger


_SIDES = ("debtor", "creditor")
