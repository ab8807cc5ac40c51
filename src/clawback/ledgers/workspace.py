"""Where the arrays of a ledger stand while it is built: in memory, or in the files of a folder.

Space in a file is claimed before it is mapped, so that a full disk is an error and never a fault in the middle
of a computation.
"""

from __future__ import annotations

import mmap
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from clawback.ledgers.texts import frozen

__all__ = [
    "FileColumn",
    "FolderWorkspace",
    "Growing",
    "MemoryColumn",
    "MemoryWorkspace",
    "Workspace",
    "map_file",
]

HEADER = 256
"""The bytes before the values in an index file: numpy's .npy header, filled up with spaces."""


class Growing(Protocol):
    """A column of unknown length."""

    def add(self, values: npt.NDArray[Any]) -> None:
        """Appends values of the column's type."""

    def done(self) -> npt.NDArray[Any]:
        """All values, read-only. Nothing is added afterwards."""


class Workspace(Protocol):
    """Makes columns and arrays. Names are unique within one ledger."""

    def column(self, name: str, dtype: npt.DTypeLike) -> Growing:
        """A column to append to."""

    def array(self, name: str, dtype: npt.DTypeLike, length: int) -> npt.NDArray[Any]:
        """A writable array, its values not defined."""


class MemoryColumn:
    """A growing column in memory."""

    def __init__(self, dtype: npt.DTypeLike) -> None:
        self._parts: list[npt.NDArray[Any]] = [np.zeros(0, dtype)]

    def add(self, values: npt.NDArray[Any]) -> None:
        self._parts.append(values)

    def done(self) -> npt.NDArray[Any]:
        whole = np.concatenate(self._parts)
        self._parts.clear()
        return frozen(whole)


class MemoryWorkspace:
    """All in memory."""

    def column(self, name: str, dtype: npt.DTypeLike) -> Growing:
        return MemoryColumn(dtype)

    def array(self, name: str, dtype: npt.DTypeLike, length: int) -> npt.NDArray[Any]:
        return np.empty(length, dtype)


class FileColumn:
    """A growing column in a file of bare values."""

    def __init__(self, path: Path, dtype: npt.DTypeLike) -> None:
        self._path = path
        self._dtype = np.dtype(dtype)
        self._file = path.open("xb", buffering=1 << 20)

    def add(self, values: npt.NDArray[Any]) -> None:
        self._file.write(np.ascontiguousarray(values, self._dtype).data)

    def done(self) -> npt.NDArray[Any]:
        length = self._file.tell() // self._dtype.itemsize
        self._file.close()
        return map_file(self._path, self._dtype, length)

    def close(self) -> None:
        """Closes the file, if `done` did not; what is still to be written may be lost."""
        with suppress(OSError):
            self._file.close()


class FolderWorkspace:
    """Growing columns in `spool` (to be thrown away), arrays as .npy files in `folder`."""

    def __init__(self, folder: Path, spool: Path) -> None:
        self._folder = folder
        self._spool = spool
        self._columns: list[FileColumn] = []

    def column(self, name: str, dtype: npt.DTypeLike) -> Growing:
        self._columns.append(FileColumn(self._spool / name, dtype))
        return self._columns[-1]

    def array(self, name: str, dtype: npt.DTypeLike, length: int) -> npt.NDArray[Any]:
        return _new_array(self._folder / f"{name}.npy", np.dtype(dtype), length)

    def close(self) -> None:
        """Closes every file; what has been mapped stays so."""
        for column in self._columns:
            column.close()


def map_file(path: Path, dtype: npt.DTypeLike, length: int, offset: int = 0) -> npt.NDArray[Any]:
    """`length` values of a file, read-only, mapped: nothing is read before it is looked at."""
    if length == 0:
        return frozen(np.zeros(0, dtype))
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return np.frombuffer(mapped, dtype, length, offset)


def _new_array(path: Path, dtype: np.dtype[Any], length: int) -> npt.NDArray[Any]:
    size = HEADER + length * dtype.itemsize
    with path.open("x+b") as file:
        file.write(npy_header(dtype, length))
        file.flush()
        os.posix_fallocate(file.fileno(), 0, size)
        mapped = mmap.mmap(file.fileno(), size)
    return np.frombuffer(mapped, dtype, length, HEADER) if length else np.zeros(0, dtype)


def npy_header(dtype: np.dtype[Any], length: int) -> bytes:
    """The first 256 bytes of a .npy file, version 1.0 (numpy.lib.format)."""
    descr = dtype.str if dtype.fields is None else dtype.descr
    text = f"{{'descr': {descr!r}, 'fortran_order': False, 'shape': ({length},), }}"
    return b"\x93NUMPY\x01\x00\xf6\x00" + text.ljust(245).encode() + b"\n"
