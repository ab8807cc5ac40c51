"""What makes the holds of a plan whole."""

from __future__ import annotations

from collections.abc import Sequence

from clawback.errors import PlanError
from clawback.money import INT64_MAX
from clawback.returning.checks import Money, check_amount, check_known, check_time
from clawback.returning.fields import path_of
from clawback.returning.records import Claim, Hold

__all__ = ["check_holds"]


def check_holds(holds: Sequence[Hold], claims: Sequence[Claim], money: Money) -> None:
    """Holds are aware in time, attributed to the unit to claims of the plan, within the trace's bounds."""
    known = {claim.id for claim in claims}
    for number, hold in enumerate(holds):
        place = f"hold[{number}]"
        check_amount(hold.amount, f"{place}.amount", money)
        check_time(hold.settled_at, f"{place}.settled_at")
        _check_attributions(hold, place, known, money)
        _check_bounds(hold, place, known, money)
    if sum(hold.amount for hold in holds) > INT64_MAX:
        raise PlanError(
            "all holds together are beyond what can be counted (int64 minor units)",
            field="hold",
            remedy="split the plan",
        )


def _check_attributions(hold: Hold, place: str, known: set[str], money: Money) -> None:
    place = f"{place}.claims"
    check_known(hold.claims, place, known)
    for name, units in hold.claims.items():
        check_amount(units, path_of(place, name), money)
    total = sum(hold.claims.values())
    if total != hold.amount:
        raise PlanError(
            f"the attributions sum to {money(total)}, the hold is {money(hold.amount)}",
            field=place,
            remedy="attribute every unit of the hold to a claim, and no more",
        )


def _check_bounds(hold: Hold, place: str, known: set[str], money: Money) -> None:
    if hold.bounds is None:
        return
    check_known(hold.bounds, f"{place}.bounds", known)
    for name, bound in hold.bounds.items():
        where = path_of(f"{place}.bounds", name)
        check_amount(bound.low, f"{where}.low", money)
        check_amount(bound.high, f"{where}.high", money)
        if bound.low > bound.high:
            raise PlanError(
                f"low {money(bound.low)} is above high {money(bound.high)}",
                field=where,
                remedy="exchange them",
            )
    for name, units in hold.claims.items():
        high = hold.bounds[name].high if name in hold.bounds else 0
        if units > high:
            raise PlanError(
                f"{money(units)} is more than any rule finds in this account ({money(high)})",
                field=path_of(f"{place}.claims", name),
                remedy="correct the attribution or the bounds",
            )
