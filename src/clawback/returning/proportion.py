"""Dividing in proportion, in whole minor units, with the arithmetic told."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from clawback.money import divide
from clawback.returning.plan import Plan
from clawback.returning.records import Claim

__all__ = ["in_proportion", "quota_text", "rounding_steps"]


def in_proportion(plan: Plan, amount: int, claims: Sequence[Claim]) -> tuple[list[int], list[str]]:
    """`amount` divided over `claims` in proportion to loss, and the steps of it.

    The parts sum to `amount`, before any cap; they are all 0 where no claim has a loss.
    """
    losses = [claim.loss for claim in claims]
    total = sum(losses)
    if total == 0:
        return [0] * len(losses), [f"None of {', '.join(claim.id for claim in claims)} has a loss."]
    quotas = [Fraction(amount * loss, total) for loss in losses]
    parts = divide(amount, losses)
    named = " + ".join(f"{claim.id} {plan.money(claim.loss)}" for claim in claims)
    steps = [f"Losses: {named} = {plan.money(total)}."]
    steps += [
        f"{claim.id}: {plan.money(amount)} * {plan.money(claim.loss)} / {plan.money(total)} = "
        f"{quota_text(plan, quota)}."
        for claim, quota in zip(claims, quotas, strict=True)
    ]
    return parts, steps + rounding_steps(plan, claims, quotas, parts)


def quota_text(plan: Plan, quota: Fraction) -> str:
    """An exact number of minor units: `3.34`, or `3.34 + 134/299 of 0.01`."""
    whole, rest = divmod(quota, 1)
    return plan.money(whole) + (f" + {rest} of {plan.money(1)}" if rest else "")


def rounding_steps(
    plan: Plan, claims: Sequence[Claim], quotas: Sequence[Fraction], parts: Sequence[int]
) -> list[str]:
    """The sentence on units left over when all quotas are rounded down; none where nothing is left over."""
    floors = [int(quota) for quota in quotas]
    risen = [claim.id for claim, floor, part in zip(claims, floors, parts, strict=True) if part > floor]
    if not risen:
        return []
    return [
        f"Rounded down that is {plan.money(sum(floors))}; the {plan.money(len(risen))} left over goes, "
        f"{plan.money(1)} each, to the largest fractions (ties to the earlier claim): {', '.join(risen)}."
    ]
