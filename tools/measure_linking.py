"""Measures linking on a made-up world and prints docs/reference/linking.md: `make measure-linking`.

A pair of reports is right where both are of one planted operation. Beside ours, on the same reports in the same run: a
plain join of whatever shares an identifier, the same without what the packaged lists or a thousand reports name, and
splink. `--million` measures time and memory with a million reports too, which takes long; else what stands is kept.
"""

from __future__ import annotations

import argparse
import logging
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
logging.disable(logging.WARNING)  # splink tells each step of its training
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.machine import machine  # noqa: E402
from clawback.linking.book import Book  # noqa: E402
from clawback.linking.facts import ReportFacts  # noqa: E402
from clawback.linking.things import things_of  # noqa: E402
from clawback.simulate.reported import Reported, reported  # noqa: E402

PAGE = ROOT / "docs/reference/linking.md"
REPORTS, SEED = 20_000, 2026
_MILLION = "## A million reports"
Groups = Iterable[Iterable[int]]


def scores(truth: dict[int, int], groups: Groups) -> tuple[float, float]:
    """Pairwise precision and recall."""
    right = told = 0
    for group in groups:
        members = list(group)
        told += _pairs(len(members))
        right += sum(map(_pairs, Counter(truth[each] for each in members).values()))
    return right / max(told, 1), right / sum(map(_pairs, Counter(truth.values()).values()))


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def ours(reports: list[ReportFacts]) -> Groups:
    """Clawback's operations."""
    return Book(reports).operations()


def joined(reports: list[ReportFacts]) -> Groups:
    """Whatever shares an identifier, as it was read."""
    return _components((each.number, {(one.kind, one.value) for one in each.identifiers}) for each in reports)


def joined_without_hubs(reports: list[ReportFacts]) -> Groups:
    """The same by what may link, and by nothing that more than a thousand reports name."""
    things = {each.number: things_of(each) for each in reports}
    times = Counter(thing for named in things.values() for thing in named)
    return _components(
        (number, {each for each in named if times[each] <= 1000}) for number, named in things.items()
    )


def _components(named: Iterable[tuple[int, set[Any]]]) -> Groups:
    first: dict[int, int] = {}
    by: dict[Any, int] = {}
    for number, things in named:
        first[number] = number
        for thing in things:
            one, other = _root(first, by.setdefault(thing, number)), _root(first, number)
            first[max(one, other)] = min(one, other)
    gathered = defaultdict(list)
    for number in first:
        gathered[_root(first, number)].append(number)
    return gathered.values()


def _root(first: dict[int, int], number: int) -> int:
    while first[number] != number:
        first[number] = first[first[number]]
        number = first[number]
    return number


def splinked(reports: list[ReportFacts]) -> Groups:
    """Splink: a column a kind, exact, weighted by how often each value stands; 0.95 or more is a link."""
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    kinds = ("account", "phone", "handle", "domain")
    rows: dict[str, list[Any]] = defaultdict(list)
    for each in reports:
        rows["unique_id"].append(each.number)
        rows["scam_type"].append(each.scam_type)
        named = {thing.kind: thing.value for thing in sorted(things_of(each))}
        for kind in kinds:
            rows[kind].append(named.get(kind))
    api = DuckDBAPI()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            *(cl.ExactMatch(kind).configure(term_frequency_adjustments=True) for kind in kinds),
            cl.ExactMatch("scam_type"),
        ],
        blocking_rules_to_generate_predictions=[block_on(kind) for kind in kinds],
    )
    linker = Linker(api.register(pa.table(dict(rows))), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("account", "phone")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for kind in ("account", "phone"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(kind))
    links = linker.inference.predict(threshold_match_probability=0.95)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        links, threshold_match_probability=0.95
    )
    gathered = defaultdict(list)
    for row in clusters.as_record_list():
        gathered[row["cluster_id"]].append(row["unique_id"])
    return gathered.values()


WAYS: dict[str, Callable[[list[ReportFacts]], Groups]] = {
    "clawback": ours,
    "plain join of identifiers": joined,
    "plain join without hubs": joined_without_hubs,
    "splink": splinked,
}


def compared(world: list[Reported]) -> Iterator[str]:
    """The table's rows."""
    facts = [each.facts for each in world]
    truth = {each.facts.number: each.operation for each in world}
    for name, way in WAYS.items():
        begun = time.perf_counter()
        precision, recall = scores(truth, way(facts))
        yield f"| {name} | {precision:.3f} | {recall:.3f} | {time.perf_counter() - begun:.0f} s |"


def million(number: int) -> str:
    """Time and memory from scratch, and of placing one more."""
    world = reported(number, SEED)
    later = {each.facts.number: each.facts for each in Random(1).sample(world, 500)}
    truth = {each.facts.number: each.operation for each in world}
    facts = (each.facts for each in world if each.facts.number not in later)
    before = _memory()
    begun, used = time.perf_counter(), time.process_time()
    book = Book(facts)
    taken, busy, most = time.perf_counter() - begun, time.process_time() - used, _memory()
    placed = []
    for each in later.values():
        begun = time.process_time()
        book.place(each)
        placed.append(1000 * (time.process_time() - begun))
    placed.sort()
    precision, recall = scores(truth, book.operations())
    parts = ", ".join(f"{name} {placed[int(share * 499)]:.1f} ms" for name, share in _SHARES)
    return f"""{_MILLION}

{_facts()}
- from scratch: {number:,} reports in {taken / 60:.1f} minutes ({busy / 60:.1f} of one processor's time), the process
  {most:.1f} GiB at most, of which the world itself {before:.1f}
- placing one more, of 500, in a processor's time: {parts}
- precision {precision:.3f}, recall {recall:.3f}
"""


_SHARES = (("median", 0.5), ("95th percentile", 0.95), ("99th percentile", 0.99), ("worst", 1.0))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def _facts() -> str:
    return "\n".join(f"- {name}: {fact}" for name, fact in machine().items() if name != "versions")


def page(reports: int, seed: int, last: str) -> str:
    """docs/reference/linking.md."""
    world = reported(reports, seed)
    sizes = Counter(each.operation for each in world)
    planted = sum(size > 1 for size in sizes.values())
    rows = "\n".join(compared(world))
    return f"""# Linking, measured

Printed by `make measure-linking` from a made-up world (`clawback.simulate.reported`, seed {seed}):
{len(world):,} reports, {planted:,} planted operations of 2 to {max(sizes.values())} reports, and
{len(sizes) - planted:,} scams reported once. In it: hotlines and platforms on the packaged lists and not, big merchants, shops that dozens of reports name, small innocent things that a few share,
accounts and names that two operations rent, scripts copied and edited, people robbed twice, forms around the words,
and facts read wrong or not at all. It was written by the authors of the rules: strangers' reports are the real test.

{_facts()}

| way | precision | recall | time |
| --- | ---: | ---: | ---: |
{rows}

A pair is right where both reports are of one operation. The plain joins call one operation whatever is connected.
Splink compares one value a kind, weighted by how often it stands, and joins what it finds 95 % likely.

{last}"""


def main() -> None:
    """Writes the page."""
    options = argparse.ArgumentParser()
    options.add_argument("--reports", type=int, default=REPORTS)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--million", type=int, nargs="?", const=1_000_000)
    asked = options.parse_args()
    before = PAGE.read_text("utf-8") if PAGE.exists() else ""
    last = (
        million(asked.million)
        if asked.million
        else before[before.find(_MILLION) :]
        if _MILLION in before
        else ""
    )
    PAGE.write_text(page(asked.reports, asked.seed, last), "utf-8")


if __name__ == "__main__":
    main()
