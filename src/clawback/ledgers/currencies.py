"""The one currency of a ledger: found, or chosen by `--currency`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.errors import LedgerError

__all__ = ["CurrencyFilter"]


class CurrencyFilter:
    """Keeps the transfers of one currency; `code` is its code, None while there is none.

    `base` is the currency of the ledger that is appended to.
    """

    def __init__(self, chosen: str | None, base: str | None = None) -> None:
        if base is not None and chosen not in (None, base):
            raise LedgerError(
                f"the ledger is in {base}, not in {chosen}",
                field="--currency",
                remedy="build another ledger for it",
            )
        self.code = chosen or base
        self._chosen = chosen
        self._met = {} if base is None else {base: None}

    def apply(self, batch: pa.RecordBatch, source: str) -> Any | None:
        """Which rows of the batch are kept, an Arrow array of booleans, or None where all are.

        Raises LedgerError where there are several currencies and none is chosen.
        """
        column = batch.column("currency")
        used = column.dictionary.take(pc.unique(column.indices)).to_pylist()
        self._met.update(dict.fromkeys(used))
        if len(self._met) > 1 and self._chosen is None:
            raise LedgerError(
                f"there are transfers in {' and '.join(sorted(self._met))}; a ledger has one currency",
                file=source,
                field="currency",
                remedy="choose one with --currency",
            )
        if self._chosen is None and used:
            self.code = used[0]
        if all(code == self.code for code in used):
            return None
        at = column.dictionary.to_pylist()
        wanted = np.array([code == self.code for code in at])
        return pa.array(wanted[np.asarray(column.indices)])

    def nothing(self) -> LedgerError:
        """The refusal of a ledger without transfers."""
        if not self._met:
            return LedgerError("there are no transfers", remedy="name a source that has some")
        return LedgerError(
            f"there are no transfers in {self._chosen}, but in {', '.join(sorted(self._met))}",
            field="--currency",
            remedy="choose one of these",
        )
