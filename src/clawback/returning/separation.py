"""Whether a hold's money can go straight back: one inflow, or time stamps that separate the claims.

Time stamps separate when all five allocation rules give every claim the same part (low = high for each). A
plan shows the inflows of claims, not what left the account, so this is decided in four ways, the first that
fits: one claim alone reached the hold; the plan gives `bounds`, and they agree; everything that arrived is
still held, so that no rule had anything to choose; else the claims are not separated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clawback.clock import format_time, to_micros
from clawback.returning.plan import Plan
from clawback.returning.records import Arrival, Claim, Hold

__all__ = ["Finding", "separate"]

_Inflows = list[tuple[Claim, Arrival]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What a plan shows about one hold: `straight` back to its attributions, or shared by `claims`; and why."""

    hold: Hold
    straight: bool
    claims: tuple[Claim, ...]
    why: str


def separate(plan: Plan, hold: Hold) -> Finding:
    """Decides for one hold. `claims` are those with money in it: an attribution, an inflow or a bound above
    zero; where the plan lists neither inflows nor bounds, all claims of the plan."""
    inflows = sorted(
        ((claim, one) for claim in plan.claims for one in claim.arrived if one.hold == hold.id),
        key=lambda inflow: inflow[1].settled_at,
    )
    if not inflows and hold.bounds is None:
        why = f"The plan lists neither inflows into {hold.id} nor bounds, so nothing separates the claims."
        return Finding(hold=hold, straight=False, claims=plan.claims, why=why)
    reached = _reached(plan, hold, inflows)
    straight, why = _decide(plan, hold, inflows, reached)
    return Finding(hold=hold, straight=straight, claims=reached, why=why)


def _reached(plan: Plan, hold: Hold, inflows: _Inflows) -> tuple[Claim, ...]:
    bounds = hold.bounds or {}
    arrived = {claim.id for claim, _ in inflows}
    return tuple(
        claim
        for claim in plan.claims
        if hold.claims.get(claim.id) or claim.id in arrived or (claim.id in bounds and bounds[claim.id].high)
    )


def _decide(plan: Plan, hold: Hold, inflows: _Inflows, reached: Sequence[Claim]) -> tuple[bool, str]:
    if inflows and len(reached) == 1:
        came = (
            "One inflow alone" if len(inflows) == 1 else f"{len(inflows)} inflows, of {reached[0].id} alone,"
        )
        return True, f"{came} reached {hold.id}: {_listed(plan, inflows)}."
    if hold.bounds is not None:
        return _by_bounds(plan, hold)
    silent = [claim.id for claim in reached if not any(of is claim for of, _ in inflows)]
    if silent:
        why = f"The plan lists no inflow of {', '.join(silent)} into {hold.id}, so nothing separates the claims."
        return False, why
    arrived = sum(inflow.amount for _, inflow in inflows)
    if arrived == hold.amount:
        return True, f"All that came into {hold.id} is still held: {_listed(plan, inflows)}."
    return False, (
        f"Into {hold.id} came {_listed(plan, inflows)}; {plan.money(hold.amount)} of {plan.money(arrived)} is held, "
        "and the plan gives no bounds, so it is not shown that all five rules agree."
    )


def _by_bounds(plan: Plan, hold: Hold) -> tuple[bool, str]:
    bounds = hold.bounds or {}
    apart = [(name, bound) for name, bound in bounds.items() if bound.low != bound.high]
    if not apart:
        found = ", ".join(f"{name} {plan.money(bound.high)}" for name, bound in bounds.items())
        return (
            True,
            f"Time stamps separate the claims in {hold.id}: all five rules find {found or 'nothing'}.",
        )
    found = ", ".join(f"{name} {plan.money(b.low)} to {plan.money(b.high)}" for name, b in apart)
    return False, f"Time stamps do not separate the claims in {hold.id}: the five rules find {found}."


def _listed(plan: Plan, inflows: _Inflows) -> str:
    return ", ".join(
        f"{claim.id} {plan.money(one.amount)} at {format_time(to_micros(one.settled_at))}"
        for claim, one in inflows
    )
