"""Records of a CSV text one by one, with the exact place of whatever is wrong.

    record = field *("," field) (LF | CRLF)
    field  = <anything but quotation marks, commas, CR, LF> | '"' <anything, quotation marks doubled> '"'

That is RFC 4180 and a bare LF, in UTF-8. Blank lines are no records. After a wrong record, reading goes on
with the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clawback.errors import LedgerError
from clawback.ledgers.streams import RECORD_BYTES

__all__ = ["Record", "records", "too_long"]

_FIELD = re.compile(rb'"((?:[^"]|"")*+)"|([^",\r\n]*+)')
_BLANK_LINES = re.compile(rb"(?:\r?\n)++")
_LINE_END = re.compile(rb"\r?\n")
_QUOTING = 'quote the field, and double the marks inside it: "5"" pipe"'


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One record: `fields`, or the `error` that is there instead; `line` its first line; `end` where it ends
    in the text, line end included. Blank lines have neither fields nor error."""

    raw: bytes
    line: int
    end: int
    fields: list[str]
    error: LedgerError | None = None

    @property
    def blank(self) -> bool:
        """Whether these are blank lines, which are no records."""
        return not self.fields and self.error is None

    def written(self) -> str:
        """The record as it was written, without its line end."""
        return self.raw.decode(errors="replace").rstrip("\r\n")


def records(text: bytes, line: int, *, last: bool) -> Iterator[Record]:
    """The records, and blank lines, that `text` holds whole; `line` is the number of its first line, and
    with `last` the text's end ends a record too. Raises LedgerError for a record longer than 1 MiB."""
    start = 0
    while start < len(text):
        if blank := _BLANK_LINES.match(text, start):
            yield Record(raw=blank[0], line=line, end=blank.end(), fields=[])
            line += blank[0].count(b"\n")
            start = blank.end()
            continue
        found = _plain(text, start) or _Scan(text, start, last=last).record()
        if found is None:
            if len(text) - start >= RECORD_BYTES:
                raise too_long(line)
            return
        fields, end, reason = found
        raw = text[start:end]
        yield _record(raw, fields, line, end, reason)
        line += raw.count(b"\n")
        start = end


def too_long(line: int) -> LedgerError:
    """The error of a record longer than 1 MiB that begins at this line."""
    return LedgerError(
        "the record is longer than 1 MiB", line=line, remedy="look for a quotation mark that is not closed"
    )


_Found = tuple[list[bytes], int, LedgerError | None]
"""The fields of a record, where it ends, and what is wrong with it."""


def _plain(text: bytes, start: int) -> _Found | None:
    end = text.find(b"\n", start, start + RECORD_BYTES) + 1
    line = text[start:end].removesuffix(b"\n").removesuffix(b"\r")
    if not end or b'"' in line or b"\r" in line:
        return None
    return line.split(b","), end, None


class _Scan:
    """One record that has quotation marks, a lone carriage return, or no line end."""

    def __init__(self, text: bytes, start: int, *, last: bool) -> None:
        self._text, self._start = text, start
        self._stop = min(len(text), start + RECORD_BYTES)
        self._last = last and self._stop == len(text)

    def record(self) -> _Found | None:
        """None where the text ends before the record does."""
        fields: list[bytes] = []
        at = self._start
        while True:
            found = _FIELD.match(self._text, at, self._stop)
            assert found is not None
            quoted, plain = found.groups()
            if quoted is None and self._text[at : at + 1] == b'"' and at < self._stop:
                return self._bad(at, "a quotation mark is not closed") if self._last else None
            fields.append(plain if quoted is None else quoted.replace(b'""', b'"'))
            at = found.end()
            if at == self._stop:
                return (fields, at, None) if self._last else None
            if end := _LINE_END.match(self._text, at, self._stop):
                return fields, end.end(), None
            if self._text[at : at + 1] != b",":
                return self._misplaced(at)
            at += 1

    def _misplaced(self, at: int) -> _Found | None:
        if self._text[at : at + 1] != b"\r":
            return self._bad(at, "a quotation mark is out of place, or text follows one")
        if at + 1 == self._stop and not self._last:
            return None
        return self._bad(at, "a carriage return is out of place")

    def _bad(self, at: int, reason: str) -> _Found | None:
        end = self._text.find(b"\n", at, self._stop) + 1
        if not end and not self._last:
            return None
        return [], end or self._stop, LedgerError(reason, remedy=_QUOTING)


def _record(raw: bytes, fields: list[bytes], line: int, end: int, error: LedgerError | None) -> Record:
    if b"\0" in raw:
        error = LedgerError("has a NUL byte", remedy="export the file again")
    texts: list[str] = []
    try:
        texts = [field.decode() for field in fields]
        raw.decode()
    except UnicodeDecodeError:
        error = error or LedgerError("the text is not UTF-8", remedy="save the file as UTF-8")
    return Record(raw=raw, line=line, end=end, fields=[] if error else texts, error=error)
