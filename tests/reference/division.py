"""Dividing whole units in proportion: floors, then one unit each to the largest remainders."""

from __future__ import annotations

from tests.reference.model import OWN, Parts


def divide(amount: int, weights: Parts) -> Parts:
    """Divides `amount` in proportion to `weights`; ties go to the earlier claim, own money last."""
    total = sum(weights.values())
    if amount == 0:
        return {}
    shares = {who: amount * weights[who] // total for who in sorted(weights)}
    left_over = amount - sum(shares.values())
    # sorted() is stable: equal remainders stay in the order of the claims, own money last.
    by_remainder = sorted(shares, key=lambda who: amount * weights[who] % total, reverse=True)
    for who in by_remainder[:left_over]:
        shares[who] += 1
    return without_zeros(shares)


def without_zeros(parts: Parts) -> Parts:
    """The same parts, claims in order and own money last, those of zero left out."""
    return {who: parts[who] for who in sorted(parts) if parts[who]}


def added(first: Parts, second: Parts) -> Parts:
    """The sum of two divisions, part by part."""
    return without_zeros({who: first.get(who, 0) + second.get(who, 0) for who in {*first, *second}})


def less(first: Parts, second: Parts) -> Parts:
    """What is left of `first` without `second`, part by part."""
    return without_zeros({who: first[who] - second.get(who, 0) for who in first})


def claims_of(parts: Parts) -> int:
    """The claims' part: everything but own money."""
    return sum(amount for who, amount in parts.items() if who != OWN)
