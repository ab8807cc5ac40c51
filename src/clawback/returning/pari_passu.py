"""Method `pari-passu`: in proportion to loss."""

from __future__ import annotations

from clawback.returning.division import Division, held_sentence, settle
from clawback.returning.plan import Plan
from clawback.returning.proportion import in_proportion

__all__ = ["divide_pari_passu"]


def divide_pari_passu(plan: Plan) -> Division:
    """What is held divides over all claims in proportion to loss, whatever they have received.

    Barlow Clowes International v Vaughan [1991] EWCA Civ 11; rateably, BNSS 2023 s. 107 (India);
    in proportion where assets do not cover all, AMLO (Thailand). A claim whose part is more than it still
    lacks leaves the surplus as remainder.
    """
    parts, steps = in_proportion(plan, plan.held, plan.claims)
    shares = {claim.id: part for claim, part in zip(plan.claims, parts, strict=True)}
    return settle(plan, shares, [held_sentence(plan), *steps])
