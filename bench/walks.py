"""Tracing claims in a process of its own: how long each took, and what its walk had to do."""

from __future__ import annotations

import time
from statistics import median
from typing import Any

import numpy as np

import clawback
from bench.claims import draw
from clawback.tracing.compile import warm

__all__ = ["LIMITS", "all_rules", "same", "trace"]

LIMITS = clawback.Limits(max_hops=5, hop_window="24h", max_transfers=500)
_TIMES = 3
_RULE = "pro-rata"


def trace(ledger: str, sort: str, count: int, seed: int) -> dict[str, Any]:
    """Of each claim: id, seconds of `clawback.trace` with its positions as a table (median of three, after all
    have been traced once), of that first time, and of the kernel alone; what it followed and settled."""
    opened = clawback.read_ledger(ledger)
    ids = draw(opened, sort, count, seed)
    warm()
    _seconds(opened, ids[0])
    first = [_seconds(opened, claim) for claim in ids]
    found = [_measured(opened, claim) for claim in ids]
    return {"ids": ids, "first": first, **{name: [each[name] for each in found] for name in found[0]}}


def _measured(ledger: Any, claim: str) -> dict[str, Any]:
    from clawback.tracing.engine import run

    again = [_seconds(ledger, claim) for _ in range(_TIMES)]
    traced = _traced(ledger, claim, _RULE)
    kernel = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        run(traced.book, traced.case, _RULE)
        kernel.append(time.perf_counter() - start)
    return {"times": median(again), "kernel": median(kernel), **_work(ledger, traced)}


def _traced(ledger: Any, claim: str, rule: str) -> Any:
    return clawback.trace(ledger, claims=[claim], rule=rule, limits=LIMITS)


def _seconds(ledger: Any, claim: str, rule: str = _RULE) -> float:
    start = time.perf_counter()
    rows = _traced(ledger, claim, rule).positions.num_rows
    taken = time.perf_counter() - start
    assert rows > 0, "a claim stands nowhere"
    return taken


def _work(ledger: Any, traced: Any) -> dict[str, Any]:
    """Ids of the transfers followed into an account, and how many accounts claims reached."""
    log = traced.walk(_RULE).log
    ranks = log["rank"][log["reached"] == 1]
    ids = ledger.transfer_id.take(ranks).to_pylist()
    return {"followed": ids, "reached": len(np.unique(ledger.creditor[ranks])) + 1}


def all_rules(ledger: str, ids: list[str]) -> dict[str, Any]:
    """Seconds of each claim under one rule, and under all five, with positions."""
    opened = clawback.read_ledger(ledger)
    warm()
    for claim in ids:
        _seconds(opened, claim, "all")
    return {
        name: [median(_seconds(opened, claim, rule) for _ in range(_TIMES)) for claim in ids]
        for name, rule in (("one", _RULE), ("all", "all"))
    }


def same(small: str, large: str, count: int, seed: int) -> dict[str, Any]:
    """Seconds in both ledgers of claims whose walk is the same in both, drawn from the small one."""
    ledgers = [clawback.read_ledger(path) for path in (small, large)]
    ids = [claim for claim in draw(ledgers[0], "typical", count, seed) if _is_same(ledgers, claim)]
    pairs = [[median(_seconds(ledger, claim) for _ in range(_TIMES)) for ledger in ledgers] for claim in ids]
    one, other = zip(*pairs, strict=True)
    return {"small": one, "large": other, "drawn": count}


def _is_same(ledgers: list[Any], claim: str) -> bool:
    one, other = (_traced(ledger, claim, _RULE) for ledger in ledgers)
    return bool(
        one.positions.equals(other.positions) and len(one.walk(_RULE).log) == len(other.walk(_RULE).log)
    )
