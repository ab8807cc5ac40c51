"""Thousands of cases at once, and the memory that tracing takes beyond the mapped files."""

from __future__ import annotations

import time
from typing import Any

import clawback
from bench.child import memory_of_this_process, run_alone
from bench.claims import draw
from bench.lines import Line
from bench.places import Place
from bench.walks import LIMITS

__all__ = ["bulk", "memory", "rate", "resident"]

_CASES = 20_000


def rate(ledger: str, seed: int) -> dict[str, Any]:
    """Cases a second of `clawback.trace_many` on all cores, the median of three; each case one typical claim."""
    opened = clawback.read_ledger(ledger)
    cases = [[claim] for claim in draw(opened, "typical", _CASES, seed)]
    rates, rows = [], 0
    for _ in range(4):
        start = time.perf_counter()
        rows = clawback.trace_many(opened, cases=cases, limits=LIMITS).num_rows
        rates.append(len(cases) / (time.perf_counter() - start))
    return {
        "rate": sorted(rates[1:])[1],
        "first": rates[0],
        "cases": len(cases),
        "positions": rows / len(cases),
    }


def bulk(place: Place) -> list[Line]:
    """`trace_many`."""
    found = run_alone("bulk:rate", ledger=place.path("ledger"), seed=place.seed)
    return [
        Line(
            what=f"`trace_many`, {found['cases']:,} cases, {found['positions']:.0f} positions each",
            transfers=place.transfers,
            clawback=f"{found['rate']:,.0f} cases a second ({found['first']:,.0f} the first time)",
            limit=">= 10,000",
            met=found["rate"] >= 10_000,
        )
    ]


def resident(ledger: str, seed: int) -> dict[str, Any]:
    """Memory of no file, of a process that opened a ledger and traced 300 claims under all rules; and before."""
    import clawback.tracing.trace

    before = memory_of_this_process()["RssAnon"]
    opened = clawback.read_ledger(ledger)
    for claim in draw(opened, "typical", 300, seed):
        assert clawback.trace(opened, claims=[claim], limits=LIMITS).positions.num_rows
    return {"before": before, "after": memory_of_this_process()["RssAnon"]}


def memory(place: Place) -> list[Line]:
    """Memory beyond the mapped files."""
    found = run_alone("bulk:resident", ledger=place.path("ledger"), seed=place.seed)
    whole, own = found["after"] / place.transfers, (found["after"] - found["before"]) / place.transfers
    return [
        Line(
            what="memory beyond the mapped files, after tracing 300 claims under all rules",
            transfers=place.transfers,
            clawback=f"{own:.1f} bytes a transfer; {whole:.1f} with the interpreter and its libraries",
            limit="< 64 bytes a transfer",
            met=own < 64,
        )
    ]
