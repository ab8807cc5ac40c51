"""What a method answers, and the last step of every method: no claim gets more than it still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clawback.errors import Bug
from clawback.returning.plan import Plan

__all__ = ["Division", "held_sentence", "settle", "sum_text"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Division:
    """Who gets what under one method, in minor units; every claim of the plan is there, in its order.

    The sum of `pays` and `remainder` is what is held. `unpaid` is what each claim still lacks after it is
    paid. `steps` are the sentences by which a reader reaches the same figures by hand.
    """

    pays: Mapping[str, int]
    unpaid: Mapping[str, int]
    remainder: int
    steps: tuple[str, ...]


def sum_text(plan: Plan, parts: Iterable[tuple[str, int]]) -> str:
    """`T17 6.00 + T18 4.00 = 10.00`; one part alone has no sum."""
    named = list(parts)
    text = " + ".join(f"{name} {plan.money(units)}" for name, units in named)
    if len(named) == 1:
        return text
    return f"{text or 'nothing'} = {plan.money(sum(units for _, units in named))}"


def held_sentence(plan: Plan) -> str:
    """The first step of every method."""
    holds = sum_text(plan, ((hold.id, hold.amount) for hold in plan.holds))
    return f"Held, in {plan.currency.code}: {holds}."


def settle(plan: Plan, parts: Mapping[str, int], steps: list[str]) -> Division:
    """The division in which each claim gets its part, but no more than its loss less received.

    What is cut off is not divided again: it is remainder. `parts` has every claim of the plan and sums to no
    more than what is held; otherwise Bug.
    """
    pays = {claim.id: min(parts[claim.id], claim.unpaid) for claim in plan.claims}
    remainder = plan.held - sum(pays.values())
    if sum(parts.values()) > plan.held or min(pays.values()) < 0:
        raise Bug(f"{dict(parts)} cannot be paid from {plan.held}")
    cuts = [
        f"{claim.id}: {plan.money(parts[claim.id])} is more than it still lacks, "
        f"{plan.money(claim.loss)} - {plan.money(claim.received)} = {plan.money(claim.unpaid)}; "
        f"it gets {plan.money(claim.unpaid)}."
        for claim in plan.claims
        if parts[claim.id] > claim.unpaid
    ]
    return Division(
        pays=pays,
        unpaid={claim.id: claim.unpaid - pays[claim.id] for claim in plan.claims},
        remainder=remainder,
        steps=(*steps, *cuts, _paid_sentence(plan, pays, remainder)),
    )


def _paid_sentence(plan: Plan, pays: Mapping[str, int], remainder: int) -> str:
    paid = sum_text(plan, ((name, units) for name, units in pays.items() if units))
    total = plan.money(plan.held - remainder)
    rest = f"{plan.money(plan.held)} - {total} = {plan.money(remainder)}"
    return f"Paid: {paid}. Remainder: {rest}."
