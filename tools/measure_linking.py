"""Measures linking on a made-up world and prints docs/reference/linking.md: `make measure-linking`.

A pair of reports is right where both are of one planted operation. Beside ours, on the same reports in the same run: a
plain join of whatever shares an identifier, the same without hubs, and splink. `--scale 1000000` measures time and
memory with so many reports instead, which takes long; each run keeps the other's part of the page.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
logging.disable(logging.WARNING)  # splink tells each step of its training
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.machine import machine  # noqa: E402
from clawback.simulate.reported import Reported, reported  # noqa: E402
from tools.linking_peers import WAYS, scores  # noqa: E402
from tools.linking_scale import HEAD, scale  # noqa: E402
from tools.linking_worlds import others  # noqa: E402

PAGE = ROOT / "docs/reference/linking.md"
REPORTS, SEED = 20_000, 2026


def page(reports: int, seed: int) -> str:
    """The first part of the page."""
    world = reported(reports, seed)
    sizes = Counter(each.operation for each in world)
    planted = sum(size > 1 for size in sizes.values())
    rows = "\n".join(compared(world))
    return f"""# Linking, measured

Printed by `make measure-linking` from a made-up world (`clawback.simulate.reported`, seed {seed}, on which nothing was
tuned): {len(world):,} reports, {planted:,} planted operations of 2 to {max(sizes.values())} reports, and
{len(sizes) - planted:,} scams reported once. In it: hotlines and platforms on the packaged lists and not, big
merchants, shops that dozens of reports name, small innocent things that a few share, accounts and names that two
operations rent, scripts copied and edited, people robbed twice, forms around the words, and facts read wrong or not at
all. It was written by the authors of the rules: strangers' reports are the real test.

{facts()}

| way | precision | recall | processor time |
| --- | ---: | ---: | ---: |
{rows}

A pair is right where both reports are of one operation. The plain joins call one operation whatever is connected.
Splink compares lists of values by how many two reports share, without hubs, its weights estimated from the truth
itself; shown is the threshold, of nine, that is best for it when the truth is known. It calls one operation what its
links connect.

{others()}
"""


def compared(world: list[Reported]) -> Iterator[str]:
    """The table's rows: of several answers the one of the best F1."""
    told = [each.facts for each in world]
    truth = {each.facts.number: each.operation for each in world}
    for name, way in WAYS.items():
        begun = time.process_time()
        found = [scores(truth, groups) for groups in way(told, truth)]
        precision, recall = max(found, key=lambda each: each[0] * each[1] / max(sum(each), 1e-9))
        yield f"| {name} | {precision:.3f} | {recall:.3f} | {time.process_time() - begun:.0f} s |"


def facts() -> str:
    """The machine's."""
    return "\n".join(f"- {name}: {fact}" for name, fact in machine().items() if name != "versions")


def main() -> None:
    """Writes the page, or its part on scale."""
    options = argparse.ArgumentParser()
    options.add_argument("--reports", type=int, default=REPORTS)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--scale", type=int)
    asked = options.parse_args()
    first, last = "", ""
    if asked.scale:
        last = scale(asked.scale, asked.seed, facts())
    else:
        first = page(asked.reports, asked.seed)
    stands = PAGE.read_text("utf-8") if PAGE.exists() else ""
    before, head, after = stands.partition(HEAD)
    PAGE.write_text(f"{(first or before).rstrip()}\n\n{last or head + after}".rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
