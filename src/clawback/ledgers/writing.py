"""Writing a snapshot beside the one that a ledger folder shows, and showing it in one step.

A crash at any moment leaves `CURRENT` as it was or as it will be; what else it leaves is swept by the next
writer.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from pathlib import Path

from clawback.errors import LedgerError
from clawback.ledgers.layout import write_columns
from clawback.ledgers.ledger import Ledger
from clawback.ledgers.manifest import CURRENT, MANIFEST, File, Manifest

__all__ = ["SPOOL", "new_snapshot", "show", "writer_of"]

SPOOL = "spool"
_NEW = "new-"


@contextmanager
def writer_of(folder: Path) -> Iterator[None]:
    """Keeps other writers away from the folder while the body runs. Raises LedgerError where one is at work.

    What writing itself meets (a full disk, a folder that is read-only) is raised as LedgerError, too.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        finally:
            os.close(handle)
    except BlockingIOError:
        raise LedgerError(
            "another process is writing this ledger", file=str(folder), remedy="wait until it is done"
        ) from None
    except OSError as error:
        raise LedgerError(
            f"cannot be written: {error.strerror or error}", file=str(error.filename or folder)
        ) from error


@contextmanager
def new_snapshot(folder: Path) -> Iterator[Path]:
    """A new folder for a snapshot, with a `spool` in it; it is removed if the body fails."""
    new = folder / (_NEW + secrets.token_hex(8))
    new.mkdir()
    (new / SPOOL).mkdir()
    try:
        yield new
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def show(folder: Path, new: Path, ledger: Ledger, threads: Executor) -> Manifest:
    """Completes the new snapshot of `ledger`, makes it last on the disk, and lets `CURRENT` name it."""
    write_columns(ledger, new)
    shutil.rmtree(new / SPOOL)
    manifest = _seal(new, ledger, threads)
    place = folder / manifest.name()
    if place.exists():
        shutil.rmtree(place)  # left by a writer that did not come to show it
    new.rename(place)
    _sync(folder)
    _replace(folder / CURRENT, manifest.current())
    sweep(folder, manifest.name())
    return manifest


def _seal(new: Path, ledger: Ledger, threads: Executor) -> Manifest:
    paths = sorted(new.iterdir(), key=lambda path: -path.stat().st_size)
    files = threads.map(_seal_file, paths)
    manifest = Manifest(
        snapshot=ledger.snapshot,
        currency=ledger.currency,
        transfers=len(ledger),
        accounts=len(ledger.agents),
        monotone=ledger.monotone,
        notes=ledger.notes,
        order_conflicts=ledger.order_conflicts,
        files={path.name: file for path, file in zip(paths, files, strict=True)},
    )
    _write(new / MANIFEST, manifest.encode())
    _sync(new)
    return manifest


def _seal_file(path: Path) -> File:
    with path.open("r+b") as file:
        digest = file_digest(path)
        os.fsync(file.fileno())
    return File(bytes=path.stat().st_size, sha256=digest)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        return hashlib.sha256(mapped).hexdigest()


def _replace(path: Path, text: bytes) -> None:
    beside = path.with_name(_NEW + path.name)
    _write(beside, text)
    beside.replace(path)
    _sync(path.parent)


def _write(path: Path, text: bytes) -> None:
    with path.open("wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path, kept: str | None) -> None:
    """Removes what other writers left: every snapshot but the one that is kept."""
    for path in folder.iterdir():
        if is_ours(path) and path.name not in (CURRENT, kept):
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def is_ours(path: Path) -> bool:
    """Whether a name in a ledger folder is one that a writer gives."""
    if path.name in (CURRENT, _NEW + CURRENT):
        return path.is_file()
    is_snapshot = re.fullmatch(rf"{_NEW}[0-9a-f]{{16}}|[0-9a-f]{{64}}", path.name)
    return bool(is_snapshot) and path.is_dir()
