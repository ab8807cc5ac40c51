"""`clawback serve` as a process, over a data folder of its own; and such a folder with a small world in it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.folders import folder_of_ours

HERE = Path(__file__).parent
PROGRAM = "from clawback.cli import main; main()"


@contextmanager
def fresh_folder() -> Iterator[Path]:
    """A path for a data folder."""
    with folder_of_ours("serve") as path:
        yield path / "data"


def until(done: Callable[[], Any], what: str) -> Any:
    """What `done()` answers once it is true; a machine that is busy has five minutes."""
    for _ in range(3_000):
        found = done()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"it never came to {what}")


def environment() -> dict[str, str]:
    """Without what leads to the tests' own database."""
    return {name: each for name, each in os.environ.items() if not name.startswith(("CLAWBACK", "DATABASE"))}


def make_world_in(folder: Path, holds: int) -> None:
    """A demo's folder whose world has so many holds, placed an hour ago."""
    arguments = [sys.executable, str(HERE / "folder_maker.py"), str(folder), str(holds)]
    subprocess.run(arguments, env=environment(), check=True)


@contextmanager
def started(folder: Path, port: int, *options: str) -> Iterator[subprocess.Popen[str]]:
    """The server, from when it says that it is running until it ends: by itself, or killed where the test fails."""
    with saying(folder, port, *options) as (process, _):
        yield process


@contextmanager
def saying(folder: Path, port: int, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server, and what it said until it was up."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "serve", "--data", str(folder), "--port", str(port), *options],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    ) as process:
        try:
            yield process, _said_until_up(process)
        except BaseException:
            process.kill()  # or the end of it would be waited for
            raise


def _said_until_up(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("Ctrl-C"):
            return said
    raise AssertionError(f"the server ended before it was up: {said}")


def page(port: int, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=120) as found:
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
