"""Bounds: the least and the greatest that stands in an account over the five rules, each used everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clawback.tracing.ends import STANDING
from clawback.tracing.engine import Walked
from clawback.tracing.rules.names import RULES

__all__ = ["SENTENCE", "Bound", "bounds_of"]

SENTENCE = (
    "low and high are the least and the greatest over five rules, each used in every account; "
    "they are not limits over every mixture of rules."
)
"""Stands with bounds wherever they are shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bound:
    """What stands in an account (its place in the ledger), in minor units, and per claim (its number)."""

    account: int
    low: int
    high: int
    low_rule: str
    high_rule: str
    claims: Mapping[int, tuple[int, int]]


def bounds_of(walked: Mapping[str, Walked]) -> list[Bound]:
    """The bounds of accounts in which any of the five rules finds something standing, by account."""
    standing = [_standing(walked[rule]) for rule in RULES]
    accounts = sorted(set().union(*standing))
    return [_bound(account, [found.get(account, {}) for found in standing]) for account in accounts]


def _standing(walked: Walked) -> dict[int, dict[int, int]]:
    """account -> claim -> minor units."""
    ends = walked.ends[walked.ends["kind"] == STANDING]
    found: dict[int, dict[int, int]] = {}
    for account, claim, amount in zip(
        ends["account"].tolist(), ends["claim"].tolist(), ends["amount"].tolist(), strict=True
    ):
        found.setdefault(account, {})[claim] = amount
    return found


def _bound(account: int, by_rule: list[dict[int, int]]) -> Bound:
    totals = [sum(claims.values()) for claims in by_rule]
    low, high = min(totals), max(totals)
    claims = sorted(set().union(*by_rule))
    amounts = {claim: [found.get(claim, 0) for found in by_rule] for claim in claims}
    return Bound(
        account=account,
        low=low,
        high=high,
        low_rule=RULES[totals.index(low)],
        high_rule=RULES[totals.index(high)],
        claims={claim: (min(over), max(over)) for claim, over in amounts.items()},
    )
