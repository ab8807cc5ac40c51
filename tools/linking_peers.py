"""Other ways to gather reports, to measure linking beside: plain joins, and splink."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from clawback.linking.book import Book
from clawback.linking.facts import ReportFacts
from clawback.linking.things import things_of

__all__ = ["WAYS", "Groups", "joined_without_hubs", "scores"]

Groups = Iterable[Iterable[int]]
Truth = dict[int, int]
_KINDS = ("account", "phone", "handle", "domain")
_MOST = 1000


def scores(truth: Truth, groups: Groups) -> tuple[float, float]:
    """Pairwise precision and recall."""
    right = told = 0
    for group in groups:
        members = list(group)
        told += _pairs(len(members))
        right += sum(map(_pairs, Counter(truth[each] for each in members).values()))
    return right / max(told, 1), right / sum(map(_pairs, Counter(truth.values()).values()))


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def ours(reports: list[ReportFacts]) -> Iterator[Groups]:
    """Clawback's operations."""
    yield Book(reports).operations()


def joined(reports: list[ReportFacts]) -> Iterator[Groups]:
    """Whatever shares an identifier, as it was read."""
    yield _components((each.number, {(one.kind, one.value) for one in each.identifiers}) for each in reports)


def joined_without_hubs(reports: list[ReportFacts]) -> Iterator[Groups]:
    """The same by what may link, and by nothing that more than a thousand reports name."""
    things = {each.number: things_of(each) for each in reports}
    times = Counter(thing for named in things.values() for thing in named)
    yield _components(
        (number, {each for each in named if times[each] <= _MOST}) for number, named in things.items()
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


def splinked(reports: list[ReportFacts]) -> Iterator[Groups]:
    """Splink, a column a kind, exact, weighted by how often each value stands: at several thresholds."""
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    exact = [cl.ExactMatch(kind).configure(term_frequency_adjustments=True) for kind in _KINDS]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*exact, cl.ExactMatch("scam_type")],
        blocking_rules_to_generate_predictions=[block_on(kind) for kind in _KINDS],
    )
    linker = Linker(DuckDBAPI().register(pa.table(_rows(reports))), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("account", "phone")], recall=0.3)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for kind in ("account", "phone"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(kind))
    links = linker.inference.predict(threshold_match_probability=0.001)
    for least in (0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            links, threshold_match_probability=least
        )
        gathered = defaultdict(list)
        for row in clusters.as_record_list():
            gathered[row["cluster_id"]].append(row["unique_id"])
        yield gathered.values()


def _rows(reports: list[ReportFacts]) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = defaultdict(list)
    for each in reports:
        rows["unique_id"].append(each.number)
        rows["scam_type"].append(each.scam_type)
        named = {thing.kind: thing.value for thing in sorted(things_of(each))}
        for kind in _KINDS:
            rows[kind].append(named.get(kind))
    return rows


WAYS: dict[str, Callable[[list[ReportFacts]], Iterator[Groups]]] = {
    "clawback": ours,
    "plain join of identifiers": joined,
    "plain join without hubs": joined_without_hubs,
    "splink": splinked,
}
