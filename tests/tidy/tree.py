"""The files of the repository that people write and read, wherever the checkout stands."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("src", "tests", "bench", "tools")
TEXT_SUFFIXES = {
    *(
        "",
        ".cfg",
        ".css",
        ".csv",
        ".html",
        ".ini",
        ".js",
        ".json",
        ".md",
        ".py",
        ".sh",
        ".sql",
        ".svg",
        ".toml",
    ),
    *(".txt", ".xml", ".xsd", ".yaml"),
}
_MADE = {"__pycache__"}


@cache
def python_files(*tops: str) -> tuple[Path, ...]:
    """Every Python file under the named top folders (default: all of CODE), sorted."""
    return tuple(path for path in _files(*(tops or CODE)) if path.suffix == ".py")


@cache
def text_files() -> tuple[Path, ...]:
    """Every text that is kept: code, docs, locks, scripts and the files beside them."""
    top = [path for path in ROOT.iterdir() if path.is_file()]
    return tuple(
        path
        for path in (*sorted(top), *_files(*CODE, ".ci", "docs", "requirements"))
        if path.suffix in TEXT_SUFFIXES
    )


def short(path: Path) -> str:
    """The path as a failure shows it: from the repository's root."""
    return path.relative_to(ROOT).as_posix()


def _files(*tops: str) -> list[Path]:
    found = (path for top in tops for path in (ROOT / top).rglob("*") if path.is_file())
    return sorted(path for path in found if not any(_is_made(part) for part in path.relative_to(ROOT).parts))


def _is_made(part: str) -> bool:
    return part in _MADE or part.endswith(".egg-info")
