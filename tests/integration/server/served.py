"""`clawback serve` as a process, over a data folder of its own; and such a folder with a small world in it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.folders import folder_of_ours

HERE = Path(__file__).parent
PROGRAM = "from clawback.cli import main; main()"


@contextmanager
def fresh_folder() -> Iterator[Path]:
    """A path for a data folder."""
    with folder_of_ours("serve") as path:
        yield path / "data"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def environment() -> dict[str, str]:
    """Without what leads to the tests' own database."""
    return {name: each for name, each in os.environ.items() if not name.startswith(("CLAWBACK", "DATABASE"))}


def make_world_in(folder: Path, holds: int) -> None:
    """A demo's folder whose world has so many holds, placed an hour ago."""
    arguments = [sys.executable, str(HERE / "folder_maker.py"), str(folder), str(holds)]
    subprocess.run(arguments, env=environment(), check=True)


def started(folder: Path, port: int, *options: str) -> subprocess.Popen[str]:
    """The server, once it says that it is running."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "serve", "--data", str(folder), "--port", str(port), *options],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Ctrl-C"):
            return process
    process.wait()
    process.stdout.close()
    raise AssertionError("the server ended before it was up")


def page(port: int, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as found:
        return found.status, found.read().decode()


def processes(folder: Path) -> dict[int, str]:
    """Each process of this data folder, with its command line."""
    found = {}
    for each in Path("/proc").glob("[0-9]*"):
        try:
            command = (each / "cmdline").read_bytes()
            said = command + (each / "environ").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in said:
            found[int(each.name)] = command.replace(b"\0", b" ").decode(errors="replace")
    return found
