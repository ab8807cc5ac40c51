"""Bounds: the least and the greatest that stands in an account over the five rules."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypedDict

from tests.reference.model import NO_LIMITS, STANDING, Account, PlainLimits, PlainTransfer
from tests.reference.rules import RULES
from tests.reference.walk import plain_trace


class PlainBound(TypedDict):
    """The bounds of one account; `claims` holds (low, high) of each claim that stands there under any rule."""

    low: int
    high: int
    low_rule: str
    high_rule: str
    claims: dict[str, tuple[int, int]]


def plain_bounds(
    transfers: list[PlainTransfer],
    *,
    claims: list[str],
    openings: dict[Account, int] | None = None,
    exits: Collection[Account] = frozenset(),
    limits: PlainLimits = NO_LIMITS,
    as_of: int | None = None,
) -> dict[Account, PlainBound]:
    """Bounds of every account in which something stands under any rule. Raises as `plain_trace` does."""
    standing: dict[str, dict[Account, dict[str, int]]] = {}
    for rule in RULES:
        result = plain_trace(
            transfers, claims=claims, rule=rule, openings=openings, exits=exits, limits=limits, as_of=as_of
        )
        standing[rule] = {
            account: parts for (account, kind), parts in result.positions.items() if kind == STANDING
        }
    accounts = sorted({account for places in standing.values() for account in places})
    return {
        account: bound({rule: standing[rule].get(account, {}) for rule in RULES}, claims)
        for account in accounts
    }


def bound(by_rule: dict[str, dict[str, int]], claims: list[str]) -> PlainBound:
    """The bound of one account from what stands there under each rule; ties go to the first rule."""
    totals = {rule: sum(parts.values()) for rule, parts in by_rule.items()}
    low_rule, high_rule = min(totals, key=totals.__getitem__), max(totals, key=totals.__getitem__)
    amounts = {claim: [parts.get(claim, 0) for parts in by_rule.values()] for claim in claims}
    return {
        "low": totals[low_rule],
        "high": totals[high_rule],
        "low_rule": low_rule,
        "high_rule": high_rule,
        "claims": {claim: (min(found), max(found)) for claim, found in amounts.items() if any(found)},
    }
