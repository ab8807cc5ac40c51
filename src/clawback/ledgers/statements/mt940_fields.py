"""The fields of an MT940 file, with or without SWIFT's envelope.

    {1:F01BETADEFFAXXX...}{2:O9401200260131BETADEFFAXXX...}{4:
    :20:STARTUMS
    :25:DE54100200300000000002
    ...
    -}

A field is `:tag:` at the start of a line and goes on to the next one. A message ends with `-`, or where the next
`:20:` begins. Lines before a `:20:` may be the envelope, or the header lines some banks write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clawback.errors import LedgerError
from clawback.ledgers.lines import blocks_of_lines

__all__ = ["Field", "Message", "messages"]

_TAG = re.compile(r":([0-9]{2}[A-Z]?|NS):(.*)", re.DOTALL)
_TEXT_BLOCK = re.compile(r"\{4:\s*")
_OUTPUT = re.compile(r"\{2:O[0-9]{13}([A-Z0-9]{12})")
_INPUT = re.compile(r"\{1:[A-Z][0-9]{2}([A-Z0-9]{12})")
_HEADER = re.compile(r"[A-Z0-9]{3,16}( [0-9]{2})?")
_MOST_CHARACTERS = 1 << 16


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its tag (`61`, `60F`), its lines, and the line of the file where it begins."""

    tag: str
    lines: list[str]
    line: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message (a statement, or a page of one): the BIC of its sender, empty where there is no envelope,
    and its fields as they come."""

    sender: str
    fields: Iterator[Field]


def messages(path: Path) -> Iterator[Message]:
    """The messages of a file. Each one's fields must be used up before the next is asked for.

    Raises LedgerError for what is no field, is too long, or holds NUL bytes.
    """
    lines = _Lines(path)
    while lines.seek_start():
        yield Message(lines.sender, lines.fields())


class _Lines:
    def __init__(self, path: Path) -> None:
        self.sender = ""
        self._file = str(path)
        self._lines = _decoded(path)
        self._at: tuple[int, str] | None = next(self._lines, None)

    def _next(self) -> None:
        self._at = next(self._lines, None)

    def seek_start(self) -> bool:
        """Goes on to the next :20:, through envelopes and header lines; False at the end of the file."""
        self.sender = ""
        while self._at is not None:
            number, text = self._at
            if text.startswith(":20:"):
                return True
            if text.startswith("{"):
                self._open_envelope(number, text)
                continue
            if text.strip("-}\x03\x1a ") and not _HEADER.fullmatch(text.strip()):
                raise LedgerError(f"{text[:40]!r} is no MT940 field", file=self._file, line=number)
            self._next()
        return False

    def _open_envelope(self, number: int, text: str) -> None:
        found = _OUTPUT.search(text) or _INPUT.search(text)
        if found:
            terminal = found[1]
            self.sender = (terminal[:8] + terminal[9:]).removesuffix("XXX")
        block = _TEXT_BLOCK.search(text)
        rest = text[block.end() :] if block else ""
        if rest:
            self._at = number, rest
        else:
            self._next()

    def fields(self) -> Iterator[Field]:
        begun = False
        while self._at is not None:
            number, text = self._at
            if text.startswith("-") or (begun and text.startswith((":20:", "{"))):
                return
            begun = True
            yield self._field(number, text)

    def _field(self, number: int, text: str) -> Field:
        found = _TAG.match(text)
        if found is None:
            raise LedgerError(f"{text[:40]!r} is no MT940 field", file=self._file, line=number)
        lines, size = [found[2]], len(found[2])
        self._next()
        while self._at is not None and not self._at[1].startswith(("-", "{")) and not _TAG.match(self._at[1]):
            lines.append(self._at[1])
            size += len(self._at[1])
            if size > _MOST_CHARACTERS:
                raise LedgerError(f"field :{found[1]}: is longer than 64 KiB", file=self._file, line=number)
            self._next()
        return Field(found[1], lines, number)


def _decoded(path: Path) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without blank ones: UTF-8, else Latin-1, line by line."""
    for block in blocks_of_lines(path):
        for number, line in block.lines():
            if b"\0" in line:
                raise LedgerError(
                    "the line holds a NUL byte", file=str(path), line=number, remedy="save the file as UTF-8"
                )
            if line.strip():
                yield number, _text(line.rstrip())


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")
