"""The answer as JSON; its schema is schema.json beside this file."""

from __future__ import annotations

from collections.abc import Mapping

from clawback.returning.division import Division
from clawback.returning.plan import Plan

__all__ = ["to_dict"]


def to_dict(plan: Plan, divisions: Mapping[str, Division]) -> dict[str, object]:
    """What `clawback return --output json` prints: amounts as decimal strings, claims in the plan's order."""
    return {
        "clawback_return": 1,
        "currency": plan.currency.code,
        "held": plan.money(plan.held),
        "methods": {name: _method(plan, division) for name, division in divisions.items()},
    }


def _method(plan: Plan, division: Division) -> dict[str, object]:
    return {
        "pays": {claim: plan.money(units) for claim, units in division.pays.items()},
        "unpaid": {claim: plan.money(units) for claim, units in division.unpaid.items()},
        "remainder": plan.money(division.remainder),
        "steps": list(division.steps),
    }
