"""What the bench ran on and with."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil

__all__ = ["PACKAGES", "machine"]

PACKAGES = ("clawback", "numba", "numpy", "pyarrow", "duckdb", "ladybug", "networkx")


def machine() -> dict[str, str]:
    """Name -> fact, as the page shows them."""
    memory = psutil.virtual_memory().total / 2**30
    return {
        "processor": f"{_model()}, {os.cpu_count()} cores, third-level cache {_cache()}",
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "other work": f"{os.getloadavg()[1]:.1f} processes at work in the five minutes before (0 is a quiet machine)",
        "versions": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    }


def _model() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def _cache() -> str:
    path = Path("/sys/devices/system/cpu/cpu0/cache/index3/size")
    return path.read_text("utf-8").strip() if path.exists() else "of unknown size"
