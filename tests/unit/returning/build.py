"""Plans for tests, said shortly: amounts in cents of EUR."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from clawback.money import currency
from clawback.returning import Arrival, Bound, Claim, Hold, Plan

PLANS = Path(__file__).parents[2] / "data" / "plans"
PLACED = datetime(2026, 1, 2, tzinfo=UTC)


def hold(name: str, bounds: Mapping[str, tuple[int, int]] | None = None, **claims: int) -> Hold:
    return Hold(
        id=name,
        agent="B1",
        account="A",
        amount=sum(claims.values()),
        settled_at=PLACED,
        claims=claims,
        bounds=None
        if bounds is None
        else {n: Bound(low=low, high=high) for n, (low, high) in bounds.items()},
    )


def claim(name: str, loss: int, received: int = 0, **arrived: int) -> Claim:
    """`H1=500` is one inflow of 5.00 into H1."""
    inflows = tuple(Arrival(hold=of, settled_at=PLACED, amount=units) for of, units in arrived.items())
    return Claim(id=name, loss=loss, received=received, arrived=inflows)


def plan(*parts: Hold | Claim, rule: str | None = "fifo", method: str = "all") -> Plan:
    return Plan(
        currency=currency("EUR"),
        method=method,
        rule=rule,
        holds=tuple(part for part in parts if isinstance(part, Hold)),
        claims=tuple(part for part in parts if isinstance(part, Claim)),
    )
