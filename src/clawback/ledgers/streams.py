"""Files opened for reading, unpacked where they are packed: by their first bytes, never by their names.

What is read is bounded by what is asked for, however much a packed file unpacks to.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from clawback.errors import LedgerError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["HEAD_BYTES", "RECORD_BYTES", "head", "open_stream", "packing"]

HEAD_BYTES = 1 << 16
"""So much of a file tells its format."""

RECORD_BYTES = 1 << 20
"""No record of a text format (a line, a row) is longer."""

_PACKINGS = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}


def packing(path: Path) -> str | None:
    """`gzip` or `zstd` where the file begins as one, else None. Raises LedgerError if it cannot be opened."""
    try:
        if path.exists() and not path.is_file():
            raise LedgerError("is not a file", file=str(path), remedy="write what it gives into a file first")
        with path.open("rb") as file:
            start = file.read(4)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    return next((name for magic, name in _PACKINGS.items() if start.startswith(magic)), None)


def open_stream(path: Path) -> io.BufferedReader:
    """The file's bytes, unpacked, to be read once from the start; the caller closes it.

    Reading raises LedgerError where the file is cut off, damaged or cannot be read. `readline()` has no
    limit of its own: give it `RECORD_BYTES`.
    """
    return io.BufferedReader(_Unpacked(path), 1 << 20)


def head(path: Path) -> bytes:
    """The first 64 KiB of the file, unpacked. Raises LedgerError."""
    with open_stream(path) as stream:
        return stream.read(HEAD_BYTES)


class _Unpacked(io.RawIOBase):
    def __init__(self, path: Path) -> None:
        import pyarrow as pa

        self._path = path
        self._packing = packing(path)
        try:
            raw = pa.OSFile(str(path))
        except OSError as error:
            raise _unreadable(path, error) from None
        self._file = pa.CompressedInputStream(raw, self._packing) if self._packing else raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            got = self._file.read(len(view))
        except OSError as error:
            raise self._broken(error) from None
        view[: len(got)] = got
        return len(got)

    def close(self) -> None:
        if not self.closed and hasattr(self, "_file"):
            self._file.close()
        super().close()

    def _broken(self, error: OSError) -> LedgerError:
        if error.errno is not None or self._packing is None:
            return _unreadable(self._path, error)
        cut = "Truncated" in str(error)
        return LedgerError(
            f"the {self._packing} file {'ends too early' if cut else 'is damaged'}",
            file=str(self._path),
            remedy="fetch it again from where it came",
        )


def _unreadable(path: Path, error: Exception) -> LedgerError:
    reason = getattr(error, "strerror", None) or "cannot be opened"
    return LedgerError(f"cannot be read: {reason}", file=str(path))
