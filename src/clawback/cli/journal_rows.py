"""A journal's entries as lines for people. What a file holds may be forged: nothing of it reaches the terminal raw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from clawback.clock import format_time, to_micros
from clawback.errors import InputError, JournalError
from clawback.journal.entry import Entry, parse_entry
from clawback.journal.log_file import Record, read_items
from clawback.journal.note import Note

__all__ = ["all_rows", "rows_of"]


def all_rows(file: IO[bytes]) -> Iterator[str]:
    """A line for each entry and checkpoint."""
    for item in read_items(file):
        if isinstance(item, Note):
            names = ", ".join(_plain(each.name) for each in item.signatures)
            yield f"       checkpoint signed as {names}"
        else:
            entry = _entry(item)
            basis = f"  on {entry.basis}" if entry.basis else ""
            yield f"{item.number:>6} {_time(entry)}  {entry.who} {entry.verb} {entry.subject}{basis}"


def rows_of(file: IO[bytes], number: int) -> list[str]:
    """The lines of one entry. Raises JournalError where there is none of this number."""
    for item in read_items(file):
        if isinstance(item, Record) and item.number == number:
            return _whole(item)
    raise JournalError(f"there is no entry {number}", remedy="clawback journal show FILE lists them all")


def _whole(record: Record) -> list[str]:
    entry = _entry(record)
    fields = {f"before.{name}": each for name, each in sorted(entry.before.items())}
    fields |= {f"after.{name}": each for name, each in sorted(entry.after.items())}
    return [
        f"entry    {record.number}",
        f"time     {_time(entry)}",
        f"who      {entry.who}",
        f"verb     {entry.verb}",
        f"subject  {entry.subject}",
        f"basis    {entry.basis or 'none'}",
        *(f"{name}  {_value(record, name)}  committed to as {fields[name]}" for name in fields),
    ]


def _value(record: Record, name: str) -> str:
    opening = record.openings.get(name)
    return "(not shown)" if opening is None else _plain(repr(opening.value))


def _entry(record: Record) -> Entry:
    try:
        return parse_entry(record.data)
    except InputError as error:
        raise JournalError(f"entry {record.number}: {error.reason}", field=error.field) from None


def _time(entry: Entry) -> str:
    return format_time(to_micros(entry.time))


def _plain(text: str) -> str:
    """The text with what moves a cursor or turns a line round written as \\u...."""
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)
