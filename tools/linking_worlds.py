"""Linking on several made-up worlds: how much its figures differ from one to the next."""

from __future__ import annotations

from statistics import median

from clawback.linking.book import Book
from clawback.simulate.reported import reported
from tools.linking_peers import scores

__all__ = ["others"]

OTHERS, OTHER_REPORTS = range(21, 31), 10_000
"""Seeds on which nothing was tuned: a few large operations make much of one world's figures."""


def others() -> str:
    """How much the figures differ from world to world."""
    found = []
    for seed in OTHERS:
        world = reported(OTHER_REPORTS, seed)
        truth = {each.facts.number: each.operation for each in world}
        found.append(scores(truth, Book(each.facts for each in world).operations()))
    said = []
    for name, each in zip(("precision", "recall"), zip(*found, strict=True), strict=True):
        ranked = sorted(each)
        said.append(f"{name} {ranked[0]:.3f} to {ranked[-1]:.3f}, {median(ranked):.3f} in the middle")
    return (
        f"Of {len(OTHERS)} other worlds of {OTHER_REPORTS:,} reports (seeds {OTHERS[0]} to {OTHERS[-1]}), a few large"
        f" operations of which make much of\nthe figures: {'; '.join(said)}."
    )
