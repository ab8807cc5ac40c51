"""`python -m bench`: the speed of clawback and its peers, side by side, on worlds made for it.

Exit status 1 where a line is not within its limit, 2 where the bench could not be run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from shutil import rmtree

from bench.building import built
from bench.bulk import bulk, memory
from bench.child import Failed, run_alone
from bench.federation import federated
from bench.latency import bound
from bench.lines import Line
from bench.machine import machine
from bench.operations import linked
from bench.page import HEAD_OF_PAGES, PAGE, federation_part, page
from bench.places import Place
from bench.starting import help_shown, opened, started
from bench.tracing import beside_peers, rules, same_walk, traced
from bench.world import REGION

_NETWORKX_MOST = 1_000_000
_LIMITS_FROM = 10_000_000
"""The transfers of the ledger that the limits are about; a smaller one is over too soon for some of the ratios."""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", type=_size, action="append", help="transfers, such as 1e7; may be repeated")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep the worlds here, and use those that are there")
    parser.add_argument("--without-peers", action="store_true", help="build no database but our own")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(PAGE.parents[2])}")
    return parser.parse_args()


def _size(text: str) -> int:
    size = int(float(text))
    if size < REGION or size % REGION:
        raise argparse.ArgumentTypeError(f"a world has a multiple of {REGION:,} transfers")
    return size


def main() -> int:
    """Runs every part and prints the page."""
    options, facts = _options(), machine()
    sizes = sorted(set(options.size or (1_000_000, 10_000_000)))
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = options.folder or Path(temporary)
        places = [Place(folder=folder, transfers=size, seed=options.seed) for size in sizes]
        try:
            lines = list(_measured(places, not options.without_peers))
            of_peers = federated()
        except Failed as failure:
            print(f"the bench stopped: {failure}", file=sys.stderr)
            return 2
    text = page(facts, lines) + federation_part(facts, of_peers)
    print(text)
    if options.write:
        _, head, pages = PAGE.read_text("utf-8").partition(HEAD_OF_PAGES)
        PAGE.write_text(text + head + pages, "utf-8")
    return 1 if any(line.met is False for line in [*lines, *of_peers]) else 0


def _measured(places: list[Place], peers: bool) -> Iterator[Line]:
    yield from help_shown()
    for place in places:
        _make(place)
        lines = list(_of_one(place, peers))
        yield from lines if place.transfers >= _LIMITS_FROM else [line.short for line in lines]
        yield from opened(place)
    for small, large in pairwise(places):
        yield from same_walk(small, large)
    yield from linked()


def _of_one(place: Place, peers: bool) -> Iterator[Line]:
    yield from built(place, peers)
    yield from started(place)
    lines, found = traced(place)
    yield from lines
    yield from rules(place, found["typical"])
    if peers:
        yield from beside_peers(place, found["typical"], place.transfers <= _NETWORKX_MOST)
    yield from bulk(place)
    yield from memory(place)
    if place.transfers >= _LIMITS_FROM:
        yield from bound(place, found["typical"])


def _make(place: Place) -> None:
    """A world's Parquet file, if it is not there; what an earlier run built of it is taken away."""
    place.folder.mkdir(parents=True, exist_ok=True)
    for ending in ("ledger", "duckdb", "duckdb.wal", "ladybug", "ladybug.wal"):
        path = Path(place.path(ending))
        rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if not Path(place.path("parquet")).exists():
        run_alone("building:make", transfers=place.transfers, seed=place.seed, path=place.path("parquet"))


if __name__ == "__main__":
    sys.exit(main())
