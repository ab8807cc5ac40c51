"""A second implementation of the methods of return, with fractions, written to be read beside the definitions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import floor

from clawback.returning import Claim, Hold, Plan


def hamilton(quotas: Sequence[Fraction], whole: int) -> list[int]:
    """Floors, then one each to the largest fractions, ties to the earlier, until they sum to `whole`."""
    parts = [floor(quota) for quota in quotas]
    for _ in range(whole - sum(parts)):
        gaps = [quota - part for quota, part in zip(quotas, parts, strict=True)]
        parts[gaps.index(max(gaps))] += 1
    return parts


def proportional(amount: int, losses: Sequence[int]) -> list[int]:
    total = sum(losses)
    if total == 0:
        return [0 for _ in losses]
    return hamilton([Fraction(amount * loss, total) for loss in losses], amount)


def capped(plan: Plan, parts: Sequence[int]) -> dict[str, int]:
    return {
        claim.id: min(part, claim.loss - claim.received)
        for claim, part in zip(plan.claims, parts, strict=True)
    }


def pari_passu(plan: Plan) -> dict[str, int]:
    return capped(plan, proportional(plan.held, [claim.loss for claim in plan.claims]))


def traced(plan: Plan) -> dict[str, int]:
    sums = [sum(hold.claims.get(claim.id, 0) for hold in plan.holds) for claim in plan.claims]
    return capped(plan, sums)


def risen(t: Fraction, claims: Sequence[Claim]) -> list[Fraction]:
    return [max(Fraction(0), t * claim.loss - claim.received) for claim in claims]


def brute_tide(held: int, claims: Sequence[Claim]) -> Fraction:
    """The largest t among all where the sum can have a corner or reach `held`: every subset's level is tried."""
    levels = {Fraction(0), Fraction(1)} | {Fraction(c.received, c.loss) for c in claims if c.loss}
    for size in range(1, len(claims) + 1):
        for some in combinations(claims, size):
            losses = sum(claim.loss for claim in some)
            if losses:
                levels.add(Fraction(held + sum(claim.received for claim in some), losses))
    return max(t for t in levels if t <= 1 and sum(risen(t, claims)) <= held)


def rising_tide(plan: Plan) -> dict[str, int]:
    quotas = risen(brute_tide(plan.held, plan.claims), plan.claims)
    return capped(plan, hamilton(quotas, floor(sum(quotas))))


def straight_back(plan: Plan, hold: Hold) -> bool:
    """One claim alone, or bounds that agree, or (no bounds) all that came is held and everyone's coming is shown."""
    came = {claim.id: sum(a.amount for a in claim.arrived if a.hold == hold.id) for claim in plan.claims}
    came = {name: amount for name, amount in came.items() if amount}
    there = reached(plan, hold)
    if came and len(there) == 1:
        return True
    if hold.bounds is not None:
        return all(bound.low == bound.high for bound in hold.bounds.values())
    return bool(came) and there == set(came) and sum(came.values()) == hold.amount


def reached(plan: Plan, hold: Hold) -> set[str]:
    there = {name for name, amount in hold.claims.items() if amount}
    there |= {claim.id for claim in plan.claims if any(a.hold == hold.id for a in claim.arrived)}
    return there | {name for name, bound in (hold.bounds or {}).items() if bound.high}


def cn_2016_art_8(plan: Plan) -> dict[str, int]:
    parts = dict.fromkeys((claim.id for claim in plan.claims), 0)
    pools: dict[frozenset[str], int] = {}
    for hold in plan.holds:
        if straight_back(plan, hold):
            for name, amount in hold.claims.items():
                parts[name] += amount
        else:
            silent = hold.bounds is None and not any(
                a.hold == hold.id for claim in plan.claims for a in claim.arrived
            )
            over = frozenset(parts) if silent else frozenset(reached(plan, hold))
            pools[over] = pools.get(over, 0) + hold.amount
    for over, amount in pools.items():
        sharing = [claim for claim in plan.claims if claim.id in over]
        for claim, part in zip(sharing, proportional(amount, [each.loss for each in sharing]), strict=True):
            parts[claim.id] += part
    return capped(plan, list(parts.values()))


PLAIN = {
    "traced": traced,
    "pari-passu": pari_passu,
    "rising-tide": rising_tide,
    "cn-2016-art-8": cn_2016_art_8,
}
