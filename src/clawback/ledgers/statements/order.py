"""One order of all transfers that keeps every statement's own.

What statements leave free goes by `settled_at`, then by transfer id; of an account without a statement, credits
of a bare date come before its debits of that date. Where the orders of statements contradict each other, the
transfers on such a circle keep only the order of the debits within each statement.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from clawback.ledgers.reading import OUTSIDE
from clawback.ledgers.statements.cycles import circles
from clawback.ledgers.statements.records import Account
from clawback.ledgers.statements.told import Transfer

__all__ = ["Arrangement", "Chain", "arrange"]


@dataclass(frozen=True, slots=True)
class Chain:
    """The transfers, by their places, that the statements of an account (`whole`), or one notification, tell
    of, in their order."""

    account: Account
    places: Sequence[int]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Places of all transfers in order, groups of those whose orders contradict each other, and the accounts
    whose order is assumed: those that such a group touches, and those ordered by the rule for bare dates."""

    order: list[int]
    conflicts: list[list[int]]
    assumed: set[Account]


def arrange(transfers: Sequence[Transfer], ids: Sequence[str], chains: Sequence[Chain]) -> Arrangement:
    """Orders transfers; the result does not depend on the order in which they or the chains are given."""
    graph = _Graph(transfers, ids)
    for chain in chains:
        graph.follow([[place] for place in dict.fromkeys(chain.places)])
    order, groups = graph.walk()
    if groups:
        graph = _loosened(transfers, ids, chains, groups)
        order, _ = graph.walk()
    barriers = {graph.barrier(into, out): account for account, into, out in _bare_days(transfers, chains)}
    if barriers:
        order, against = graph.walk()
        for point in {point for group in against for point in group} & barriers.keys():
            graph.after[point] = []
        if against:
            order, _ = graph.walk()
    assert len(order) == len(transfers), "an order without circles has a place for every transfer"
    rank = {place: at for at, place in enumerate(order)}
    conflicts = sorted(
        (sorted(group, key=rank.__getitem__) for group in groups), key=lambda one: rank[one[0]]
    )
    touched = {account for group in groups for i in group for account in _accounts(transfers[i])}
    return Arrangement(
        order, conflicts, {one for one in touched if one[1] != OUTSIDE} | set(barriers.values())
    )


def _accounts(transfer: Transfer) -> tuple[Account, Account]:
    return transfer.debtor, transfer.creditor


def _loosened(
    transfers: Sequence[Transfer],
    ids: Sequence[str],
    chains: Sequence[Chain],
    groups: Sequence[Sequence[int]],
) -> _Graph:
    """The orders of all chains, but within a group only that of each chain's debits."""
    group_of = {place: at for at, group in enumerate(groups) for place in group}
    graph = _Graph(transfers, ids)
    for chain in chains:
        places = dict.fromkeys(chain.places)
        runs = [list(run) for _, run in groupby(places, key=lambda place: group_of.get(place, ~place))]
        graph.follow(runs)
        for run in runs:
            graph.follow([[place] for place in run if transfers[place].debtor == chain.account])
    return graph


def _bare_days(
    transfers: Sequence[Transfer], chains: Sequence[Chain]
) -> Iterator[tuple[Account, list[int], list[int]]]:
    """Accounts with their credits and debits of one bare date, as far as no statement of theirs tells them, nor
    another's statement all of them."""
    ordered = {(chain.account, place) for chain in chains if chain.whole for place in chain.places}
    days: defaultdict[tuple[Account, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for place, one in enumerate(transfers):
        if one.bare and one.debtor != one.creditor:
            for account, at in ((one.creditor, 0), (one.debtor, 1)):
                if account[1] != OUTSIDE and (account, place) not in ordered:
                    days[(account, one.settled_at)][at].append(place)
    told_by: defaultdict[int, set[int]] = defaultdict(set)
    for at, chain in enumerate(chains):
        for place in chain.places:
            told_by[place].add(at)
    for (account, _), (into, out) in days.items():
        if into and out and not set.intersection(*(told_by[place] for place in into + out)):
            yield account, into, out


class _Graph:
    """Transfers, and barriers: points of no transfer, before some and after others."""

    def __init__(self, transfers: Sequence[Transfer], ids: Sequence[str]) -> None:
        self.after: dict[int, list[int]] = {}
        self._count = len(transfers)
        self._points = len(transfers)
        self._key = [(one.settled_at, id_) for one, id_ in zip(transfers, ids, strict=True)]

    def follow(self, runs: Sequence[Sequence[int]]) -> None:
        """Each run comes after the one before it; within a run nothing is said."""
        for before, after in pairwise(runs):
            if len(before) == len(after) == 1:
                self.after.setdefault(before[0], []).append(after[0])
            else:
                self.barrier(before, after)

    def barrier(self, before: Iterable[int], after: Iterable[int]) -> int:
        """A new point between these; returns it."""
        point = self._points
        self._points += 1
        for one in before:
            self.after.setdefault(one, []).append(point)
        self.after[point] = list(after)
        return point

    def walk(self) -> tuple[list[int], list[list[int]]]:
        """The transfers that are on no circle nor after one, the earliest that may come always first; and the
        circles, in points."""
        points = list(self._walk())
        left = set(range(self._points)).difference(points) if len(points) < self._points else set()
        return [point for point in points if point < self._count], circles(left, self.after)

    def _walk(self) -> Iterator[int]:
        waits = [0] * self._points
        for successors in self.after.values():
            for point in successors:
                waits[point] += 1
        passed = [point for point in range(self._count, self._points) if waits[point] == 0]
        ready = [(self._key[point], point) for point in range(self._count) if waits[point] == 0]
        heapq.heapify(ready)
        while passed or ready:
            point = passed.pop() if passed else heapq.heappop(ready)[1]
            yield point
            for successor in self.after.get(point, ()):
                waits[successor] -= 1
                if waits[successor] == 0 and successor >= self._count:
                    passed.append(successor)
                elif waits[successor] == 0:
                    heapq.heappush(ready, (self._key[successor], successor))
