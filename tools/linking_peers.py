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


def ours(reports: list[ReportFacts], _: Truth) -> Iterator[Groups]:
    """Clawback's operations."""
    yield Book(reports).operations()


def joined(reports: list[ReportFacts], _: Truth) -> Iterator[Groups]:
    """Whatever shares an identifier, as it was read."""
    yield _components((each.number, {(one.kind, one.value) for one in each.identifiers}) for each in reports)


def joined_without_hubs(reports: list[ReportFacts], _: Truth) -> Iterator[Groups]:
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


def splinked(reports: list[ReportFacts], truth: Truth) -> Iterator[Groups]:
    """Splink, a list of values a kind, compared by how many two reports share: at several thresholds. Which share of a
    scam's pairs share so many it is told from the truth, which nobody has who links: its own way to find it out takes
    no lists. Hubs are left out for it, as they are for the plain join."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    shared = [block_on(kind, arrays_to_explode=[kind]) for kind in _KINDS]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            *(cl.ArrayIntersectAtSizes(kind, [2, 1]) for kind in _KINDS),
            cl.ExactMatch("scam_type"),
        ],
        blocking_rules_to_generate_predictions=shared,
    )
    linker = Linker(DuckDBAPI().register(_table(reports, truth)), settings)
    linker.training.estimate_probability_two_random_records_match(shared[:2], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_m_from_label_column("operation")
    links = linker.inference.predict(threshold_match_probability=0.001)
    for least in (0.001, 0.01, 0.1, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999):
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            links, threshold_match_probability=least
        )
        gathered = defaultdict(list)
        for row in clusters.as_record_list():
            gathered[row["cluster_id"]].append(row["unique_id"])
        yield gathered.values()


def _table(reports: list[ReportFacts], truth: Truth) -> Any:
    import pyarrow as pa

    things = {each.number: things_of(each) for each in reports}
    times = Counter(thing for named in things.values() for thing in named)
    columns: dict[str, Any] = {
        "unique_id": pa.array([each.number for each in reports]),
        "operation": pa.array([truth[each.number] for each in reports]),
        "scam_type": pa.array([each.scam_type for each in reports]),
    }
    for kind in _KINDS:
        values = [
            [
                str(one.value)
                for one in sorted(things[each.number])
                if one.kind == kind and times[one] <= _MOST
            ]
            for each in reports
        ]
        columns[kind] = pa.array(values, pa.list_(pa.string()))
    return pa.table(columns)


WAYS: dict[str, Callable[[list[ReportFacts], Truth], Iterator[Groups]]] = {
    "clawback": ours,
    "plain join of identifiers": joined,
    "plain join without hubs": joined_without_hubs,
    "splink": splinked,
}
