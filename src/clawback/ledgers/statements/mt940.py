"""The statements of an MT940 file, message by message.

SWIFT Standards, Category 9, MT940 Customer Statement Message: :20:, :25:, :28C:, :60F: or :60M:, any number of
:61: each with its :86:, then :62F: or :62M:. Other fields are not needed and passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clawback.errors import InputError, LedgerError
from clawback.ledgers.reading import Notes
from clawback.ledgers.statements.mt940_entry import is_empty, side_of
from clawback.ledgers.statements.mt940_fields import Field, Message, messages
from clawback.ledgers.statements.mt940_header import Header
from clawback.ledgers.statements.mt940_line import Line, line_of
from clawback.ledgers.statements.places import ledger_error
from clawback.ledgers.statements.records import Side, Statement
from clawback.ledgers.statements.tally import Tally

__all__ = ["read_mt940"]


def read_mt940(path: Path, notes: Notes, tally: Tally) -> Iterator[Statement]:
    """The statements of one file, in its order: pages (:60M:, :62M:) one by one.

    Raises LedgerError for a message that cannot be read; entries that cannot go to `notes.bad`.
    """
    row: int | None = None
    for message in messages(path):
        reading = _Reading(str(path), message, notes, tally, row or 0)
        yield reading.read()
        row = reading.row
    if row is None:
        raise LedgerError("the file holds no :20:, and so no MT940 message", file=str(path))


class _Reading:
    """One message while it is read. An entry is complete when the field after its :86: begins."""

    def __init__(self, file: str, message: Message, notes: Notes, tally: Tally, row: int) -> None:
        self.row = row
        self._file, self._message, self._notes, self._tally = file, message, notes, tally
        self._header = Header(message.sender)
        self._sides: list[Side] = []
        self._entries = self._unread = 0
        self._entry: Field | None = None

    def read(self) -> Statement:
        line = 0
        for field in self._message.fields:
            line = field.line
            if field.tag == "61":
                self._end_entry([])
                self._begin_entry(field)
            elif field.tag == "86" and self._entry is not None:
                self._end_entry(field.lines)
            else:
                self._end_entry([])
                self._read_header(field)
        self._end_entry([])
        return self._finish(line)

    def _read_header(self, field: Field) -> None:
        try:
            self._header.read(field, self._notes)
        except InputError as error:
            raise ledger_error(error, self._file, line=field.line, field=f":{field.tag}:") from None

    def _begin_entry(self, field: Field) -> None:
        if self._header.opening is None or self._header.closing is not None:
            where = "before :60F:" if self._header.opening is None else "after :62F:"
            raise LedgerError(f"an entry stands {where}", file=self._file, line=field.line, field=":61:")
        self.row += 1
        self._entries += 1
        self._entry = field

    def _end_entry(self, info: list[str]) -> None:
        field, self._entry = self._entry, None
        if field is None:
            return
        try:
            self._book(line_of(field.lines[0]), info)
        except InputError as error:
            self._unread += 1
            bad = ledger_error(error, self._file, row=self.row, line=field.line, field=":61:")
            self._notes.bad(bad, "\n".join([*field.lines, *info])[:2000])

    def _book(self, line: Line, info: list[str]) -> None:
        if line.expected:
            self._tally.not_booked += 1
        elif is_empty(line):
            self._tally.empty += 1
        else:
            self._sides.append(side_of(line, info, self._header, self._entries, self._notes))

    def _finish(self, line: int) -> Statement:
        try:
            return self._header.statement(self._file, self._sides, self._unread)
        except InputError as error:
            raise ledger_error(error, self._file, line=line) from None
