"""The statements of a camt.053 or camt.054 document, entry by entry.

ISO 20022 Bank-to-Customer Cash Management, camt.053.001.02 and camt.054.001.02 to the newest.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clawback.errors import InputError, LedgerError
from clawback.ledgers.reading import Notes
from clawback.ledgers.statements.camt_detail import Detail, detail_of
from clawback.ledgers.statements.camt_entry import entry_of, is_booked, sides_of
from clawback.ledgers.statements.camt_header import Header, balances_of, header_of
from clawback.ledgers.statements.places import ledger_error
from clawback.ledgers.statements.records import Side, Statement
from clawback.ledgers.statements.tally import Tally
from clawback.ledgers.statements.tree import Tree, tree
from clawback.ledgers.statements.xml import drop, pieces, raw

__all__ = ["read_camt"]

_ELEMENTS = {"camt.053": "Stmt", "camt.054": "Ntfctn"}


def read_camt(path: Path, message: str, notes: Notes, tally: Tally) -> Iterator[Statement]:
    """The statements of one file, in its order; `message` is `camt.053` or `camt.054`.

    Raises LedgerError for a document or a header that cannot be read; entries that cannot go to `notes.bad`.
    """
    statement: _Reading | None = None
    row, found = 0, False
    outer = _ELEMENTS[message]
    for event, name, element in pieces(path, message, (outer, "Ntry", "TxDtls")):
        if name == outer and event == "start":
            statement, found = _Reading(path, message, element, notes, tally), True
        elif statement is None:
            raise LedgerError(f"{name} stands outside a statement", file=str(path), line=element.sourceline)
        elif name == outer:
            yield statement.finish()
            statement = None
            drop(element)
        elif name == "TxDtls" and event == "end":
            statement.details.append(detail_of(tree(element)))
            drop(element)
        elif name == "Ntry" and event == "start":
            statement.begin_entry()
        elif name == "Ntry":
            row += 1
            statement.end_entry(element, row)
            drop(element)
    if not found:
        raise LedgerError(f"the document holds no {outer}", file=str(path))


class _Reading:
    """A statement while it is read. Its header stands before its entries, and is read with the first."""

    def __init__(self, path: Path, message: str, element: Any, notes: Notes, tally: Tally) -> None:
        self.details: list[Detail] = []
        self._file, self._message, self._element = str(path), message, element
        self._notes, self._tally = notes, tally
        self._sides: list[Side] = []
        self._entries = self._unread = 0
        self._header: Header | None = None

    def begin_entry(self) -> None:
        self.details = []
        if self._header is None:
            self._read_header()

    def _read_header(self) -> Header:
        try:
            element = tree(self._element)
            self._header = header_of(element)
            self._balances = balances_of(element, self._notes)
        except InputError as error:
            raise ledger_error(error, self._file, line=self._element.sourceline) from None
        return self._header

    def end_entry(self, element: Any, row: int) -> None:
        self._entries += 1
        try:
            self._sides.extend(self._sides_of(tree(element)))
        except InputError as error:
            self._unread += 1
            self._notes.bad(
                ledger_error(error, self._file, row=row, line=element.sourceline, field="Ntry"), raw(element)
            )

    def _sides_of(self, element: Tree) -> list[Side]:
        header = self._header
        assert header is not None, "an entry ends after it began"
        if not is_booked(element):
            self._tally.not_booked += 1
            return []
        entry = entry_of(element, header.id, self._entries, self._notes)
        self._tally.empty += entry.units == 0
        return list(sides_of(entry, self.details, header.account, self._notes))

    def finish(self) -> Statement:
        header = self._header or self._read_header()
        opening, closing = self._balances
        return Statement(
            source=self._message,
            file=self._file,
            id=header.id,
            account=header.account,
            sides=self._sides,
            opening=opening,
            closing=closing,
            number=header.number,
            unread=self._unread,
        )
