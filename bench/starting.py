"""Starting and opening: what is waited for before the first trace."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.child import run_alone
from bench.lines import Line, seconds, spread
from bench.places import Place

__all__ = ["first_trace", "help_shown", "opened", "opens", "started"]


def opens(ledger: str) -> dict[str, Any]:
    """Seconds of opening a ledger folder, forty times, nothing of it in use before; the first is left out."""
    import clawback

    times = []
    for _ in range(41):
        start = time.perf_counter()
        clawback.read_ledger(ledger)
        times.append(time.perf_counter() - start)
    return {"times": times[1:], "first": times[0]}


def opened(place: Place) -> list[Line]:
    """Opening a built ledger."""
    times = spread(run_alone("starting:opens", ledger=place.path("ledger"))["times"])
    return [
        Line(
            what="opening a built ledger: median, p99, worst",
            transfers=place.transfers,
            clawback=str(times),
            limit="< 50 ms",
            met=times.worst < 0.05,
        )
    ]


def first_trace(ledger: str) -> dict[str, Any]:
    """Seconds of each step to the first trace of this process, and how many kernels had to be compiled."""
    marks = [time.perf_counter()]
    import clawback
    from bench.walks import LIMITS

    assert clawback.read_ledger
    marks.append(time.perf_counter())
    opened = clawback.read_ledger(ledger)
    marks.append(time.perf_counter())
    claim = opened.transfer_id[len(opened) // 50].as_py()
    assert clawback.trace
    marks.append(time.perf_counter())
    assert clawback.trace(opened, claims=[claim], rule="pro-rata", limits=LIMITS).positions.num_rows
    marks.append(time.perf_counter())
    return {"steps": np.diff(marks).tolist(), "compiled": _compiled()}


def _compiled() -> int:
    """The kernels of this process that no cache had."""
    from numba.core.dispatcher import Dispatcher

    modules = [module for name, module in sys.modules.items() if name.startswith("clawback.")]
    kernels = {each for module in modules for each in vars(module).values() if isinstance(each, Dispatcher)}
    return sum(sum(each.stats.cache_misses.values()) for each in kernels)


def started(place: Place) -> list[Line]:
    """The first trace of a fresh process: best of three, for what is measured is the program, not the disk."""
    found = min(
        (run_alone("starting:first_trace", ledger=place.path("ledger")) for _ in range(3)),
        key=lambda each: sum(each["steps"]),
    )
    names = ("reader imported", "ledger opened", "tracer imported", "kernels loaded and claim traced")
    steps = [f"{name} {seconds(step)}" for name, step in zip(names, found["steps"], strict=True)]
    return [
        Line(
            what="a fresh process, from nothing to its first trace",
            transfers=place.transfers,
            clawback=f"{seconds(sum(found['steps']))}: {', '.join(steps)}",
            limit="no compiler",
            met=found["compiled"] == 0,
        )
    ]


def help_shown() -> list[Line]:
    """`clawback --help`, the whole process."""
    command = [str(Path(sys.executable).parent / "clawback"), "--help"]
    times = []
    for _ in range(12):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    found = spread(times[1:])
    return [
        Line(
            what="`clawback --help`, the whole process: median, p99, worst",
            transfers=0,
            clawback=str(found),
            limit="< 300 ms",
            met=found.median < 0.3,
        )
    ]
