"""Whole lines of a file, packed or not, in blocks of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clawback.errors import LedgerError
from clawback.ledgers.streams import RECORD_BYTES, open_stream

__all__ = ["BLOCK_BYTES", "Text", "blocks_of_lines", "read_whole"]

BLOCK_BYTES = 1 << 22
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """Whole lines; `line` is the number of the first, from 1."""

    content: bytes
    line: int

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Each line with its number, without its end."""
        kept = self.content[:-1] if self.content.endswith(b"\n") else self.content
        for number, line in enumerate(kept.split(b"\n") if self.content else [], self.line):
            yield number, line.removesuffix(b"\r")

    def count_lines(self) -> int:
        """The number of lines, the last one counted whether or not it is ended."""
        return self.content.count(b"\n") + (not self.content.endswith(b"\n") and self.content != b"")

    def split_first(self) -> tuple[bytes, Text]:
        """The first line, and the rest."""
        first, _, rest = self.content.partition(b"\n")
        return first.removesuffix(b"\r"), Text(content=rest, line=self.line + 1)


def blocks_of_lines(path: Path) -> Iterator[Text]:
    """The lines of a file in order. Raises LedgerError for a file that cannot be read, that is cut short, or
    that has a line of more than 1 MiB."""
    line, carried = 1, b""
    with open_stream(path) as file:
        while content := file.read(BLOCK_BYTES):
            content = carried + (content.removeprefix(_BOM) if line == 1 and not carried else content)
            whole, end, carried = content.rpartition(b"\n")
            if len(carried) > RECORD_BYTES:
                raise _too_long(path, line + whole.count(b"\n") + bool(end))
            if end:
                text = Text(content=whole + end, line=line)
                yield text
                line += text.count_lines()
    if carried:
        yield Text(content=carried, line=line)


def read_whole(path: Path, most: int) -> bytes:
    """The content of a file of at most `most` bytes, decompressed. Raises LedgerError."""
    with open_stream(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise LedgerError(
            f"the file holds more than {most >> 20} MiB",
            file=str(path),
            remedy="split it, and give the parts together",
        )
    return content.removeprefix(_BOM)


def _too_long(path: Path, line: int) -> LedgerError:
    return LedgerError(f"the line is longer than {RECORD_BYTES >> 20} MiB", file=str(path), line=line)
