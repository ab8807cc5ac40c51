"""What a return plan is made of. All amounts are whole minor units of the plan's currency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["METHODS", "Arrival", "Bound", "Claim", "Hold"]

METHODS = ("traced", "pari-passu", "rising-tide", "cn-2016-art-8")


@dataclass(frozen=True, kw_only=True, slots=True)
class Bound:
    """The least and the greatest amount of one claim that stands in a hold's account over the five rules."""

    low: int
    high: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """Money stopped in one account, attributed to claims.

    `claims` maps claim ids to minor units and sums to `amount`. `bounds` is what the trace found in this
    account (`bounds[].claims` of its result); None where the plan does not say.
    """

    id: str
    agent: str
    account: str
    amount: int
    settled_at: datetime
    claims: Mapping[str, int]
    bounds: Mapping[str, Bound] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """One inflow that brought money of a claim to the account of the hold named `hold`."""

    hold: str
    settled_at: datetime
    amount: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One claim: what was lost, what came back of it, and the inflows by which it reached the holds.

    What is counted in `received` is not taken off `loss` as well.
    """

    id: str
    loss: int
    received: int
    arrived: tuple[Arrival, ...] = field(default=())

    @property
    def unpaid(self) -> int:
        """The most that this claim may still be given: loss less received."""
        return self.loss - self.received
