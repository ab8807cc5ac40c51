"""networkx: a MultiDiGraph of all transfers in memory, and the walk's reach as plain Python would write it."""

from __future__ import annotations

import time
from heapq import heappop, heappush
from typing import Any

import networkx as nx

import clawback

__all__ = ["reach"]

_DAY = 86_400_000_000


def reach(ledger: str, ids: list[str], followed: list[list[str]]) -> dict[str, Any]:
    """Of each claim the seconds for the first 500 transfers of its reach.

    `missed` counts what clawback follows and the whole reach does not have.
    """
    from clawback.ledgers.lookup import find_transfer

    opened = clawback.read_ledger(ledger)
    graph = nx.MultiDiGraph()
    sides = zip(opened.debtor.tolist(), opened.creditor.tolist(), opened.settled_at.tolist(), strict=True)
    graph.add_edges_from((x, y, rank, {"settled_at": at}) for rank, (x, y, at) in enumerate(sides))
    ranks = [find_transfer(opened, claim) or 0 for claim in ids]
    times, missed = [], 0
    for rank, wanted in zip(ranks, followed, strict=True):
        claim = (int(opened.settled_at[rank]), rank, int(opened.creditor[rank]))
        start = time.perf_counter()
        first_of(graph, claim, 500)
        times.append(time.perf_counter() - start)
        found = opened.transfer_id.take(first_of(graph, claim, len(opened))).to_pylist()
        missed += len(set(wanted) - set(found))
    return {"times": times, "missed": missed, "checked": sum(len(wanted) for wanted in followed)}


def first_of(graph: Any, claim: tuple[int, int, int], most: int) -> list[int]:
    """The first `most` transfers in the order of time that the claim's money may have taken: each after another
    that arrived within 24 hours before it, at most five in a row."""
    at, rank, creditor = claim
    waiting, seen, found = [(at, rank, creditor, 1)], {rank}, []
    while waiting and len(found) < most:
        at, rank, account, hop = heappop(waiting)
        found.append(rank)
        if hop == 5:
            continue
        for _, creditor, later, transfer in graph.out_edges(account, keys=True, data=True):
            settled_at = transfer["settled_at"]
            if at < settled_at <= at + _DAY and later not in seen:
                seen.add(later)
                heappush(waiting, (settled_at, later, creditor, hop + 1))
    return found
