"""How far a walk is from what memory allows: a walk mostly waits for places that it could not know before."""

from __future__ import annotations

import time
from typing import Any

import numba
import numpy as np

from bench.child import run_alone
from bench.lines import Line, seconds
from bench.places import Place

__all__ = ["bound", "chase"]

_LINES = 1 << 24  # of 64 bytes: 1 GiB
_STEPS = 4_000_000
_ACCOUNT, _TRANSFER, _CLAIM = 3, 1, 4


def chase(seed: int) -> dict[str, Any]:
    """Seconds of one step along a random circle through 1 GiB, each place read from the one before."""
    order = np.random.default_rng(seed).permutation(_LINES)
    circle = np.zeros((_LINES, 8), np.int64)
    circle[order[:-1], 0] = order[1:]
    circle[order[-1], 0] = order[0]
    _walk(circle, 1000)
    start = time.perf_counter()
    _walk(circle, _STEPS)
    return {"seconds": (time.perf_counter() - start) / _STEPS}


@numba.njit
def _walk(circle: Any, steps: int) -> int:
    at = 0
    for _ in range(steps):
        at = circle[at, 0]
    return at


def bound(place: Place, answer: dict[str, Any]) -> list[Line]:
    """Kernel and trace beside the time of their necessary random accesses, one after the other.

    Of an account reached: where its debits begin, its opening balance, its first debit. Of a transfer followed:
    the creditor's balance before it. Of the claim: its hash, its rank, its text's place, its text. Debits of one
    account stand side by side and are not counted.
    """
    step = run_alone("latency:chase", seed=place.seed)["seconds"]
    followed = np.array([len(ids) for ids in answer["followed"]])
    accesses = _ACCOUNT * np.array(answer["reached"]) + _TRANSFER * followed + _CLAIM
    least = accesses * step
    long = followed >= 100
    kernel = float(np.median((np.array(answer["kernel"]) / least)[long]))
    whole = float(np.median((np.array(answer["times"]) / least)[long]))
    return [
        Line(
            what="above the memory-latency bound, walks that follow 100 transfers or more (median)",
            transfers=place.transfers,
            clawback=f"the kernel {kernel:.1f} times, the trace with its table {whole:.1f} times",
            peer=f"a random access takes {seconds(step)}; such a walk needs {np.median(accesses[long]):.0f}",
        )
    ]
