"""What makes the claims of a plan whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clawback.errors import PlanError
from clawback.returning.checks import Money, check_amount, check_time
from clawback.returning.records import Claim, Hold

__all__ = ["check_claims"]


def check_claims(holds: Sequence[Hold], claims: Sequence[Claim], money: Money) -> None:
    """Claims are not paid beyond their loss, and their inflows name holds of the plan."""
    attributed = {hold.id: hold.claims for hold in holds}
    for number, claim in enumerate(claims):
        place = f"claim[{number}]"
        check_amount(claim.loss, f"{place}.loss", money)
        check_amount(claim.received, f"{place}.received", money)
        if claim.received > claim.loss:
            raise PlanError(
                f"{money(claim.received)} is more than the loss of {money(claim.loss)}",
                field=f"{place}.received",
                remedy="a claim never receives more than its loss: correct one of the two",
            )
        _check_arrivals(claim, place, attributed, money)


def _check_arrivals(claim: Claim, place: str, attributed: dict[str, Mapping[str, int]], money: Money) -> None:
    arrived: dict[str, int] = {}
    for number, arrival in enumerate(claim.arrived):
        where = f"{place}.arrived[{number}]"
        if arrival.hold not in attributed:
            raise PlanError(
                f"the plan has no hold {arrival.hold!r}",
                field=f"{where}.hold",
                remedy="add it as a [[hold]] or correct the id",
            )
        check_time(arrival.settled_at, f"{where}.settled_at")
        check_amount(arrival.amount, f"{where}.amount", money)
        if arrival.amount == 0:
            raise PlanError("an inflow of nothing", field=f"{where}.amount", remedy="leave it away")
        arrived[arrival.hold] = arrived.get(arrival.hold, 0) + arrival.amount
    for hold, units in arrived.items():
        part = attributed[hold].get(claim.id, 0)
        if part > units:
            raise PlanError(
                f"{money(units)} of {claim.id} arrived in {hold}, but {money(part)} of {hold} is attributed to it",
                field=f"{place}.arrived",
                remedy="list every inflow of this claim into the hold, or correct the attribution",
            )
