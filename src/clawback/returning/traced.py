"""Method `traced`: each claim gets what the plan attributes to it under the plan's allocation rule."""

from __future__ import annotations

from clawback.returning.division import Division, held_sentence, settle, sum_text
from clawback.returning.plan import Plan

__all__ = ["divide_traced"]


def divide_traced(plan: Plan) -> Division:
    """Every claim gets the sum of its attributions over all holds, up to what it still lacks.

    Follows the money itself: a claim that reached no hold gets nothing, whatever its loss (Re Hallett's
    Estate (1880) and the other cases of the five allocation rules).
    """
    steps = [held_sentence(plan), f"The attributions follow allocation rule {plan.rule}."]
    steps += [
        f"{hold.id} ({hold.agent}/{hold.account}): {sum_text(plan, hold.claims.items())}."
        for hold in plan.holds
    ]
    parts = {claim.id: [hold.claims.get(claim.id, 0) for hold in plan.holds] for claim in plan.claims}
    steps += [
        f"{name}: {' + '.join(plan.money(units) for units in found if units)} = {plan.money(sum(found))}."
        for name, found in parts.items()
        if sum(1 for units in found if units) > 1
    ]
    return settle(plan, {name: sum(found) for name, found in parts.items()}, steps)
