"""A terminal for the manual's commands: `clawback` itself, in a folder of its own, and the few words around it."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

from clawback.cli.app import run
from tests.integration.docs.consoles import ROOT

__all__ = ["NOT_RUN", "Session", "terminal"]

NOT_RUN = ("export", "git", "make")
"""Commands that a page may show and that are not run here."""


@contextlib.contextmanager
def terminal(folder: Path) -> Iterator[Session]:
    """A session in `folder` with the repository's `docs` and `tests` in it, 80 columns wide, without colours."""
    for name in ("docs", "tests"):
        (folder / name).symlink_to(ROOT / name)
    before, environment = Path.cwd(), dict(os.environ)
    os.environ.update(COLUMNS="80", NO_COLOR="1", TERM="dumb")
    os.environ.pop("FORCE_COLOR", None)
    os.chdir(folder)
    try:
        yield Session(folder)
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(environment)


class Session:
    """What `run` prints, and its exit status; `cd` lasts."""

    def __init__(self, folder: Path) -> None:
        self._temporary = folder / "tmp"
        self._temporary.mkdir()

    def run(self, command: str) -> tuple[str, int]:
        """Standard output, then standard error, of one command. A path in /tmp stands in the folder instead."""
        name, *words = (word.replace("/tmp/", f"{self._temporary}/") for word in shlex.split(command))
        if name == "clawback":
            printed, status = self._clawback(words)
            return printed.replace(f"{self._temporary}/", "/tmp/"), status
        return getattr(self, f"_{name}")(*words), 0

    def _clawback(self, words: list[str]) -> tuple[str, int]:
        out, said = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
            status = run(words)
        return out.buffer.getvalue().decode() + said.getvalue(), status  # type: ignore[attr-defined]

    def _cat(self, *names: str) -> str:
        return "".join(Path(name).read_text("utf-8") for name in names)

    def _cd(self, name: str) -> str:
        os.chdir(name)
        return ""

    def _cp(self, _recursively: str, source: str, target: str) -> str:
        shutil.copytree(source, target)
        return ""
