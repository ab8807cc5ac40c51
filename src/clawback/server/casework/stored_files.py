"""Files of strangers: looked at apart, stored sealed under a random name, outside the web root."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings
from django.db import transaction

from clawback.journal.encryption import ReportKey
from clawback.server.casework.refusals import FileRefused
from clawback.server.files.apart import Unfit, cleaned

__all__ = ["LARGEST", "MOST", "Kept", "drop", "keep", "looked_at", "name_of", "read"]

LARGEST: Final = 10 * 1024 * 1024
"""Octets of a file."""
MOST: Final = 20
"""Files of one report, or of one objection."""
_LONGEST_NAME: Final = 120


class Kept(Protocol):
    """A row of a file: `place` is its random name, `sealed_name` the name that it had with whoever sent it."""

    @property
    def place(self) -> str: ...

    @property
    def sealed_name(self) -> bytes | memoryview: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealed:
    """Where a file went, and its name, closed."""

    place: str
    sealed_name: bytes


def looked_at(name: str, data: bytes) -> tuple[str, bytes]:
    """Its kind, and its bytes written anew by a process of its own. Raises FileRefused."""
    if not 0 < len(data) <= LARGEST:
        raise FileRefused("a file has at most 10 MiB, and is not empty", field="file")
    try:
        return cleaned(name, data)
    except Unfit as error:
        raise FileRefused(str(error), field="file") from None


def keep(key: ReportKey, name: str, data: bytes) -> Sealed:
    """Writes the bytes that were looked at, closed with the key."""
    place = secrets.token_hex(24)
    _write(_path(place), key.seal(f"file/{place}", data))
    return Sealed(place=place, sealed_name=key.seal(f"name/{place}", _plain(name).encode()))


def read(key: ReportKey, file: Kept) -> bytes:
    """Its bytes again. Raises JournalError."""
    return key.open(f"file/{file.place}", _path(file.place).read_bytes())


def name_of(key: ReportKey, file: Kept) -> str:
    """The name that it had with whoever sent it, without any folder."""
    return key.open(f"name/{file.place}", bytes(file.sealed_name)).decode()


def drop(files: Iterable[Kept]) -> None:
    """Their bytes go once the decision that forgets them is committed."""
    paths = [_path(file.place) for file in files]

    def unlink() -> None:
        for path in paths:
            path.unlink(missing_ok=True)

    transaction.on_commit(unlink)


def _path(place: str) -> Path:
    folder: Path = settings.CLAWBACK_FOLDER.path
    return folder / "files" / place[:2] / place


def _plain(name: str) -> str:
    """The last part of a name, of characters that can be printed."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(each for each in last if each.isprintable()).strip(". ")[-_LONGEST_NAME:] or "file"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
