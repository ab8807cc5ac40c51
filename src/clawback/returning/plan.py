"""The return plan."""

from __future__ import annotations

from dataclasses import dataclass

from clawback.money import Currency, format_amount
from clawback.returning.checks import check_ids, check_names
from clawback.returning.claim_checks import check_claims
from clawback.returning.hold_checks import check_holds
from clawback.returning.records import Claim, Hold

__all__ = ["Plan"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Holds and claims in one currency; the order of `claims` decides ties.

    `method` is `all` or one of METHODS, `rule` the allocation rule of the attributions (needed by method
    `traced`). A Plan that exists is whole: ids are unique, every attribution and inflow names a claim and a
    hold of the plan, attributions sum to their hold, nothing is negative, no claim received more than its
    loss. Otherwise PlanError, whose `field` is the path in PLAN.toml, such as `hold[0].amount`.
    """

    currency: Currency
    holds: tuple[Hold, ...]
    claims: tuple[Claim, ...]
    method: str = "all"
    rule: str | None = None

    def __post_init__(self) -> None:
        check_names(self.method, self.rule)
        check_ids("hold", [hold.id for hold in self.holds])
        check_ids("claim", [claim.id for claim in self.claims])
        check_holds(self.holds, self.claims, self.money)
        check_claims(self.holds, self.claims, self.money)

    @property
    def held(self) -> int:
        """All holds together, in minor units."""
        return sum(hold.amount for hold in self.holds)

    def money(self, units: int) -> str:
        """Minor units as decimal text of the plan's currency, without its code."""
        return format_amount(units, self.currency)
