"""Compiling our own kernels, once per machine and version of the source.

Numba keeps compiled code beside a digest of the one file that a function stands in; a kernel here calls
functions of other files, so its cache folder is named by a digest of all of them: a changed file never runs
old code. The cache stands in the package's own `__pycache__` where that can be written, else in the person's
cache folder. `make setup` fills it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

import numba
from numba.core import config

__all__ = ["compiled", "inlined", "lean"]

Function = TypeVar("Function", bound=Callable[..., object])

_PACKAGE = Path(__file__).parent
_FOLDERS = ("tracing", "ledgers", "linking")
_CONSTANTS = ("ledger.py", "reading.py", "memory.py", "names.py")
"""Files that kernels take numbers from, beside the files that they stand in."""

_ONE_AT_A_TIME = Lock()
"""Two threads that import at once would each put back what the other had set, and a kernel be kept where one stands."""


def compiled(function: Function) -> Function:
    """`function` as machine code, without the interpreter's lock; integers wrap silently beyond 64 bits."""
    return _kernel(function)


def lean(function: Function) -> Function:
    """As `compiled`, for what makes no array: it counts no references to those it is given.

    Counting is an atomic step for each array, at each call: several times the work of the walk itself.
    """
    return _kernel(function, _nrt=False)


def inlined(function: Function) -> Function:
    """As `lean`, and put into every function that calls it: passing some twenty arrays costs more than most do."""
    return _kernel(function, _nrt=False, forceinline=True)


def _kernel(function: Function, **options: Any) -> Function:
    with _ONE_AT_A_TIME:
        before = config.CACHE_DIR  # type: ignore[attr-defined]
        config.CACHE_DIR = str(_cache_folder())  # type: ignore[attr-defined]
        try:
            return cast(Function, numba.njit(cache=True, nogil=True, **options)(function))
        finally:
            config.CACHE_DIR = before  # type: ignore[attr-defined]


@cache
def _cache_folder() -> Path:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for folder in _FOLDERS:
        for file in sorted((_PACKAGE / folder).rglob("*.py")):
            text = file.read_bytes()
            if b"clawback.compiled" in text or file.name in _CONSTANTS:
                digest.update(text)
    name = f"kernels-{digest.hexdigest()[:16]}"
    beside = _PACKAGE / "__pycache__"
    if os.access(beside if beside.exists() else _PACKAGE, os.W_OK):
        return beside / name
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return home / "clawback" / name
