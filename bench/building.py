"""Building a ledger folder out of Parquet, beside DuckDB that loads and indexes the same file."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from bench.child import run_alone
from bench.lines import Line, seconds
from bench.places import Place
from bench.world import make_world, write_world

__all__ = ["build", "built", "make"]


def make(transfers: int, seed: int, path: str) -> dict[str, Any]:
    """Writes a world."""
    write_world(make_world(transfers, seed), Path(path))
    return {}


def build(parquet: str, ledger: str) -> dict[str, Any]:
    """What `clawback ledger build` does."""
    from clawback.ledgers.reading import ReadOptions
    from clawback.ledgers.store import build as build_ledger

    start = time.perf_counter()
    build_ledger(parquet, Path(ledger), ReadOptions())
    return {"seconds": time.perf_counter() - start}


def built(place: Place, peers: bool) -> list[Line]:
    """Measures both. The world is there already."""
    n, parquet = place.transfers, place.path("parquet")
    ours = run_alone("building:build", parquet=parquet, ledger=place.path("ledger"))
    theirs = run_alone("peers.duck:load", parquet=parquet, database=place.path("duckdb")) if peers else None
    return [
        _time(n, ours, theirs),
        Line(
            what="most memory while building (files that are mapped count)",
            transfers=n,
            clawback=f"{ours['peak_rss'] / n:.0f} bytes a transfer",
            peer=f"DuckDB {theirs['peak_rss'] / n:.0f}" if theirs else "",
        ),
        Line(
            what=f"on disk (the Parquet file: {_bytes(parquet) / n:.0f} bytes a transfer)",
            transfers=n,
            clawback=f"{_bytes(place.path('ledger')) / n:.0f} bytes a transfer",
            peer=f"DuckDB {_bytes(place.path('duckdb')) / n:.0f}" if theirs else "",
        ),
    ]


def _time(transfers: int, ours: dict[str, Any], theirs: dict[str, Any] | None) -> Line:
    what = "building from Parquet (DuckDB: table on disk, three indexes)"
    if theirs is None:
        return Line(what=what, transfers=transfers, clawback=seconds(ours["seconds"]))
    ratio = theirs["seconds"] / ours["seconds"]
    return Line(
        what=what,
        transfers=transfers,
        clawback=seconds(ours["seconds"]),
        peer=f"DuckDB {seconds(theirs['seconds'])} (loading {seconds(theirs['loading'])})",
        ratio=f"{ratio:.1f} times as fast",
        limit="faster",
        met=ratio > 1,
    )


def _bytes(path: str) -> int:
    files = [Path(path), *Path(path).rglob("*")]
    return sum(file.stat().st_size for file in files if file.is_file())
