"""Folders that a test makes for itself, in memory where the machine lets us: a database is a thousand small files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")
_OURS = "clawback-tests-"
_NEEDED = 4 * 2**30
"""Bytes that must be free there: two processes of tests, each with its databases and a server or two beside it."""


@contextmanager
def folder_of_ours(name: str) -> Iterator[Path]:
    """A new one that every user of the machine can enter, for PostgreSQL does not run as root; gone afterwards."""
    place = _MEMORY if _is_roomy(_MEMORY) else Path(tempfile.gettempdir())
    _clear(place)
    path = Path(tempfile.mkdtemp(prefix=f"{_OURS}{os.getpid()}-{name}-", dir=place))
    path.chmod(0o711)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _clear(place: Path) -> None:
    """Takes away what a process left that was killed: memory is not on loan."""
    for each in place.glob(f"{_OURS}*-*"):
        number = each.name.removeprefix(_OURS).partition("-")[0]
        if number.isdigit() and not Path(f"/proc/{number}").exists():
            shutil.rmtree(each, ignore_errors=True)


def _is_roomy(place: Path) -> bool:
    """Whether programs may stand and run there, and there is room: a container's is often 64 MB, and runs none."""
    if not (place.is_dir() and os.access(place, os.W_OK | os.X_OK)):
        return False
    found = os.statvfs(place)
    return not found.f_flag & os.ST_NOEXEC and found.f_bavail * found.f_frsize >= _NEEDED
