"""A journal as a file that can be downloaded, kept and checked offline. Text, UTF-8, every line ends in 0x0A:

    clawback journal v1
    0 {"after":{"state":"9f2c..."},"basis":"demo/hold-1",...}
    open 0 after.state oXq1...= "placed"
    1 {"after":{...
    checkpoint
    | centre.example/journal
    | 2
    | Gz0Iko4Iu0PpTzlGmDRvJy4/9rDlFsyYzaYWA8Mi5yI=
    |
    | — centre.example/journal Zm9vYmFyYmF6...
    | — witness.example/w1 jWbPPwAAAABkGFDL...
    end 6b1f...

- An entry: its number from 0, a space, its canonical bytes (entry.py). Numbers leave nothing out.
- `open`: the number of the entry just before it, a field of it, the nonce in Base64, the value as canonical JSON
  (commitment.py). In order of the fields. What an outsider gets has none (redact.py).
- A checkpoint (checkpoint.py) stands after the last entry that it covers; every line of its note has `| ` in
  front, the empty one `|`. The last checkpoint covers all entries.
- `end`: SHA-256 of all lines before, in hexadecimal. It tells a damaged copy; only signatures tell a forged one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO

from clawback.errors import JournalError
from clawback.journal.canonical import from_canonical, to_canonical
from clawback.journal.commitment import NONCE_SIZE, Opening
from clawback.journal.encoding import from_base64, to_base64
from clawback.journal.entry import FIELD, LONGEST
from clawback.journal.note import Note, parse_note

__all__ = ["HEADER", "Item", "Record", "read_items", "write_items"]

HEADER = b"clawback journal v1\n"
_LONGEST_LINE = LONGEST + 256
_ENTRY = re.compile(rb"(0|[1-9][0-9]{0,18}) (\{.*\})")
_OPEN = re.compile(r"open ([0-9]{1,19}) ((?:before|after)\.[a-z0-9_]+) (\S+) (.+)", re.DOTALL)
_END = re.compile(rb"end ([0-9a-f]{64})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One entry of a file: its number, its bytes as they stand there, and what is opened of it.

    `openings` has a key `before.FIELD` or `after.FIELD` for each commitment that the file opens.
    """

    number: int
    data: bytes
    openings: Mapping[str, Opening] = field(default_factory=dict)


Item = Record | Note
"""What a file holds, in order: entries and checkpoints."""


def write_items(items: Iterable[Item]) -> Iterator[bytes]:
    """The lines of a file. The caller gives entries from number 0 and each checkpoint in its place."""
    digest = sha256()
    for line in _lines(items):
        digest.update(line)
        yield line
    yield f"end {digest.hexdigest()}\n".encode()


def _lines(items: Iterable[Item]) -> Iterator[bytes]:
    yield HEADER
    for item in items:
        if isinstance(item, Note):
            yield b"checkpoint\n"
            for line in item.to_bytes().splitlines(keepends=True):
                yield b"|\n" if line == b"\n" else b"| " + line
        else:
            yield b"%d %s\n" % (item.number, item.data)
            for name, opening in sorted(item.openings.items()):
                coded = f"{to_base64(opening.nonce)} ".encode() + to_canonical(opening.value)
                yield f"open {item.number} {name} ".encode() + coded + b"\n"


def read_items(file: IO[bytes]) -> Iterator[Item]:
    """The entries and checkpoints of a file, read as they come. Raises JournalError with line or entry.

    Entries are whole lines in their order, and no more than that: verify.py says whether they are the journal's.
    """
    source = _Source(file)
    source.go_on()
    entries = 0
    while not _END.fullmatch(source.line):
        if source.line == b"checkpoint":
            yield _checkpoint(source)
        else:
            yield _record(source, entries)
            entries += 1
    source.finish()


class _Source:
    """The lines of a file, one ahead, and the digest of those passed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = sha256()
        self.number = 0
        self.place = "before its first entry"
        self.line = b""
        self._read()

    def go_on(self) -> None:
        """Passes the line and reads the next."""
        self._digest.update(self.line + b"\n")
        self._read()

    def _read(self) -> None:
        line = self._file.readline(_LONGEST_LINE + 1)
        self.number += 1
        if self.number == 1 and line != HEADER:
            raise self.error(
                "this is not a journal", remedy="name a file that begins with clawback journal v1"
            )
        if len(line) > _LONGEST_LINE:
            raise self.error(f"the line is longer than {_LONGEST_LINE} bytes")
        if not line.endswith(b"\n"):
            raise self.error(f"the journal is cut short {self.place}", remedy="download it again")
        self.line = line[:-1]

    def finish(self) -> None:
        """Checks the line `end`, and that nothing follows it."""
        if self.line != b"end " + self._digest.hexdigest().encode():
            raise self.error(
                f"the file was altered or damaged {self.place}: its last line is not the digest of the others",
                remedy="download it again",
            )
        if self._file.read(1):
            self.number += 1
            raise self.error("something follows the last line")

    def error(self, reason: str, remedy: str | None = None) -> JournalError:
        return JournalError(reason, line=self.number, remedy=remedy)


def _record(source: _Source, expected: int) -> Record:
    found = _ENTRY.fullmatch(source.line)
    if not found:
        raise source.error(f"entry {expected} was expected here, and this is none")
    number = int(found[1])
    if number != expected:
        raise source.error(f"entry {expected} is missing: entry {number} stands in its place")
    source.place = f"after entry {number}"
    source.go_on()
    openings: dict[str, Opening] = {}
    while source.line.startswith(b"open "):
        name, opening = _opening(source, number)
        if openings and name <= max(openings):
            raise source.error(f"entry {number}: {name} is opened twice or out of order")
        openings[name] = opening
        source.go_on()
    return Record(number=number, data=found[2], openings=openings)


def _opening(source: _Source, number: int) -> tuple[str, Opening]:
    found = _OPEN.fullmatch(source.line.decode("utf-8", "replace"))
    if not found or found[1] != str(number) or not FIELD.fullmatch(found[2].partition(".")[2]):
        raise source.error(f"entry {number}: this opens nothing of it")
    try:
        value = from_canonical(found[4].encode())
        nonce = from_base64(found[3], "a nonce", NONCE_SIZE)
    except JournalError as error:
        raise source.error(f"entry {number}: {found[2]}: {error.reason}") from None
    if not isinstance(value, str | int):
        raise source.error(f"entry {number}: {found[2]}: the value is neither a text nor a whole number")
    return found[2], Opening(value=value, nonce=nonce)


def _checkpoint(source: _Source) -> Note:
    started = source.number
    source.go_on()
    lines = []
    while source.line == b"|" or source.line.startswith(b"| "):
        lines.append(source.line[2:] + b"\n")
        source.go_on()
    try:
        return parse_note(b"".join(lines))
    except JournalError as error:
        raise JournalError(f"the checkpoint {source.place}: {error.reason}", line=started) from None
