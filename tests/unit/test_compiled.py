"""Where compiled kernels are kept."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from numba.core import config

from clawback.compiled import compiled

if TYPE_CHECKING:
    import pytest


def _made(number: int) -> str:
    """Where a kernel, made while others are made by other threads, is kept."""

    def kernel(value: int) -> int:
        return value + number

    return str(compiled(kernel)._cache.cache_path)  # type: ignore[attr-defined]


def test_threads_that_import_at_once_keep_kernels_in_one_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative folder would be made wherever the process stands, as beside somebody's files."""
    monkeypatch.chdir(tmp_path)
    before, interval = config.CACHE_DIR, sys.getswitchinterval()  # type: ignore[attr-defined]
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            folders = set(threads.map(_made, range(200)))
    finally:
        sys.setswitchinterval(interval)
    assert len(folders) == 1
    assert all(Path(folder).is_absolute() for folder in folders)
    assert before == config.CACHE_DIR  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []
