"""The core runs without Django, and without waiting for what only some commands need."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.tidy.tree import python_files, short

if TYPE_CHECKING:
    from pathlib import Path

CORE = [path for path in python_files("src") if "/clawback/server/" not in path.as_posix()]
HEAVY = {
    "duckdb",
    "holidays",
    "hypothesis",
    "lxml",
    "numba",
    "pandas",
    "polars",
    "pyarrow",
    "pytest",
    "xlsxwriter",
}


def imported(path: Path) -> set[str]:
    """The top packages that a file imports, anywhere in it."""
    tops = set()
    for part in ast.walk(ast.parse(path.read_bytes(), path)):
        if isinstance(part, ast.Import):
            tops |= {alias.name.split(".")[0] for alias in part.names}
        elif isinstance(part, ast.ImportFrom) and not part.level:
            tops.add((part.module or "").split(".")[0])
    return tops


@pytest.mark.parametrize("path", CORE, ids=short)
def test_the_core_imports_no_django(path: Path) -> None:
    assert {top for top in imported(path) if top.startswith("django")} == set()


@pytest.mark.parametrize("module", ["clawback", "clawback.cli"])
def test_starting_loads_nothing_heavy(module: str) -> None:
    program = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert module in loaded
    assert HEAVY & set(loaded) == set()
