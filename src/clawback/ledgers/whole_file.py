"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from clawback.errors import LedgerError

__all__ = ["written_whole"]


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name, from what had it before, only when all of it is on the disk; on any error
    nothing is left behind. Raises LedgerError where it cannot be written."""
    if path.is_dir():
        raise LedgerError("is a folder", file=str(path), remedy="name a file")
    path = path.resolve()  # a link stays one, and what it names is written
    if path.exists() and not path.is_file():
        raise LedgerError("is no ordinary file", file=str(path), remedy="name a file")
    beside = path.with_name(f".{path.name[:200]}.{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise LedgerError(f"cannot be written: {error.strerror or error}", file=str(path)) from None
    finally:
        _remove(beside)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # a folder that cannot be written has no such file either
