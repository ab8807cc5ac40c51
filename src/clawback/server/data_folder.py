"""The data folder: everything that the server keeps on this machine, and what must be kept apart.

DIR/
  clawback.json    what made it: {"demo": false, "version": 1}
  lock             held by the running server, so that a second one is refused
  database/        the embedded PostgreSQL, where there is no DATABASE_URL
  starting         how far a start is, while it lasts
  journal.last     how far the journal was at the last checkpoint, and its root: a restored database is behind it
  keys/            secrets of 0600 each: never in the database, and not in its backup
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clawback.server.errors import ServerError

__all__ = ["DataFolder", "default_folder", "open_folder"]

_VERSION = 1


class DataFolder:
    """A data folder that exists. `path` is absolute."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def database(self) -> Path:
        """Where the embedded database keeps its files."""
        return self.path / "database"

    @property
    def starting(self) -> Path:
        """How far a start is, while it lasts."""
        return self.path / "starting"

    @property
    def is_demo(self) -> bool:
        """Whether it was made by `--demo`."""
        return bool(self._marker()["demo"])

    def key(self, name: str) -> bytes:
        """The 32 bytes of a secret, made at its first use. Of two that make it at once, one is kept."""
        return bytes.fromhex(self.text(name, lambda: secrets.token_hex(32)).strip())

    def text(self, name: str, make: object = None) -> str:
        """The text of the key file `name`; `make()` gives it where there is none yet. Raises ServerError."""
        path = self.path / "keys" / name
        if not path.exists() and callable(make):
            _write_new(path, make())
        try:
            return path.read_text("ascii")
        except OSError as error:
            raise ServerError(f"the key cannot be read: {error.strerror}", file=str(path)) from None

    def last_checkpoint(self) -> tuple[int, bytes] | None:
        """Size and root of the journal as the folder knows it, None before the first. Raises ServerError."""
        path = self.path / "journal.last"
        try:
            size, root = path.read_text("ascii").split()
            return int(size), bytes.fromhex(root)
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise ServerError("what was known of the journal cannot be read", file=str(path)) from None

    def keep_checkpoint(self, size: int, root: bytes) -> None:
        """Replaces it, whole or not at all."""
        fresh = self.path / f"journal.last.{os.getpid()}.new"
        fresh.write_text(f"{size} {root.hex()}\n", "ascii")
        os.replace(fresh, self.path / "journal.last")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the folder for one server. Raises ServerError where another has it; freed when the process ends."""
        with (self.path / "lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ServerError(
                    "another clawback serve has this data folder",
                    file=str(self.path),
                    remedy="stop it, or name another with --data",
                ) from None
            yield

    def _marker(self) -> dict[str, object]:
        path = self.path / "clawback.json"
        try:
            found = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            raise ServerError("this is not a data folder of clawback", file=str(self.path)) from None
        if not isinstance(found, dict) or found.get("version") != _VERSION or "demo" not in found:
            raise ServerError("this data folder is of another version of clawback", file=str(path))
        return found


def default_folder(*, demo: bool) -> Path:
    """Where data stand unless --data says otherwise: /var/lib for root, the user's own place for anyone else."""
    name = "clawback-demo" if demo else "clawback"
    if os.geteuid() == 0:
        return Path("/var/lib") / name
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / name


def open_folder(path: Path, *, demo: bool) -> DataFolder:
    """The data folder at `path`, made where there is none, or nothing in it.

    Raises ServerError where it holds something else, or is a demo's and shall not be, or the other way round.
    """
    path = path.expanduser().absolute()
    path.mkdir(parents=True, exist_ok=True)
    folder = DataFolder(path)
    if not (path / "clawback.json").exists():
        if any(each.name not in {"lock", "keys"} for each in path.iterdir()):
            raise ServerError("this folder holds something else", file=str(path), remedy="name an empty one")
        _make(path, demo=demo)
    if folder.is_demo != demo:
        raise ServerError(
            "this data folder was made by --demo" if folder.is_demo else "this data folder holds real cases",
            file=str(path),
            remedy="add --demo, or name another with --data"
            if folder.is_demo
            else "name another with --data",
        )
    return folder


def _make(path: Path, *, demo: bool) -> None:
    path.chmod(0o711)
    (path / "keys").mkdir(exist_ok=True, mode=0o700)
    _write_new(path / "clawback.json", json.dumps({"demo": demo, "version": _VERSION}) + "\n")


def _write_new(path: Path, text: str) -> None:
    """Writes a file whole, or not at all; one that stands already stays."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
