"""Method `rising-tide`: claims are lifted to one level of recovery, counting what they received before."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from clawback.errors import Bug
from clawback.money import divide
from clawback.returning.division import Division, held_sentence, settle
from clawback.returning.plan import Plan
from clawback.returning.proportion import quota_text, rounding_steps
from clawback.returning.records import Claim

__all__ = ["divide_rising_tide", "tide"]


def divide_rising_tide(plan: Plan) -> Division:
    """Each claim gets max(0, t * loss - received), t the largest at which these sum to no more than is held.

    t is exact and at most 1, so the quotas sum to what is held, or everyone is whole. Each claim gets the
    floor of its quota; units left over go one each to the largest fractions, ties to the earlier claim. A
    quota never exceeds loss less received, a whole number, so neither does the quota rounded up.
    SEC v. Huber, 702 F.3d 903 (7th Cir. 2012); CCWB Asset Investments v. Milligan, 112 F.4th 171 (4th Cir. 2024).
    """
    t = tide(plan.held, plan.claims)
    quotas = [max(Fraction(0), t * claim.loss - claim.received) for claim in plan.claims]
    parts = _whole_units(plan.held, t, quotas)
    steps = [held_sentence(plan), _tide_sentence(plan, t)]
    steps += [
        _claim_sentence(plan, t, claim, quota) for claim, quota in zip(plan.claims, quotas, strict=True)
    ]
    steps += rounding_steps(plan, plan.claims, quotas, parts)
    return settle(plan, {c.id: part for c, part in zip(plan.claims, parts, strict=True)}, steps)


def tide(held: int, claims: Sequence[Claim]) -> Fraction:
    """The largest t, at most 1, for which max(0, t * loss - received) sums to no more than `held`.

    Claims join the sum in order of received / loss: as long as the next one starts below the level that
    those before it reach with `held`, it takes part.
    """
    starts = sorted(
        (Fraction(claim.received, claim.loss), claim.loss, claim.received) for claim in claims if claim.loss
    )
    level, losses, received = Fraction(1), 0, 0
    for start, loss, before in starts:
        if losses and start >= level:
            break
        losses, received = losses + loss, received + before
        level = Fraction(held + received, losses)
    return min(level, Fraction(1))


def _whole_units(held: int, t: Fraction, quotas: Sequence[Fraction]) -> list[int]:
    if t == 1:
        return [int(quota) for quota in quotas]
    weights = [quota * t.denominator for quota in quotas]
    if sum(weights) != held * t.denominator or any(weight.denominator != 1 for weight in weights):
        raise Bug(f"the quotas {quotas} at t = {t} do not sum to {held}")
    return divide(held, [int(weight) for weight in weights])


def _tide_sentence(plan: Plan, t: Fraction) -> str:
    rule = "Each claim gets t * loss - received where that is above zero"
    if t == 1:
        lacking = plan.money(sum(claim.unpaid for claim in plan.claims))
        return f"{rule}. What is held covers all that is lacking, {lacking}, so t = 1."
    above = [claim for claim in plan.claims if t * claim.loss > claim.received]
    if not above:
        return f"{rule}. Nothing is held, so no claim rises above t = {t}, the lowest received / loss."
    received = " + ".join([plan.money(plan.held), *(plan.money(claim.received) for claim in above)])
    losses = " + ".join(plan.money(claim.loss) for claim in above)
    return (
        f"{rule}. It is above zero for {', '.join(claim.id for claim in above)}: "
        f"t = (held and received) / losses = ({received}) / ({losses}) = {t}."
    )


def _claim_sentence(plan: Plan, t: Fraction, claim: Claim, quota: Fraction) -> str:
    sides = f"{claim.id}: {t} * {plan.money(claim.loss)} - {plan.money(claim.received)}"
    if quota == 0:
        return f"{sides} is not above zero: nothing."
    return f"{sides} = {quota_text(plan, quota)}."
