"""Random whole plans: small amounts, so that remainders and ties matter, or amounts near the end of int64."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from clawback.money import currency
from clawback.returning import Arrival, Bound, Claim, Hold, Plan
from clawback.tracing.rules.names import RULES

START = datetime(2026, 1, 1, tzinfo=UTC)
TIMES = st.integers(0, 5).map(lambda hours: START + timedelta(hours=hours))
LARGEST = (0, 3, 12, 60, 2**60)


@st.composite
def plans(draw: Any) -> Plan:
    largest = draw(st.sampled_from(LARGEST))
    names = [f"T{number}" for number in range(draw(st.integers(1, 5)))]
    holds = tuple(draw(_hold(f"H{number}", names, largest)) for number in range(draw(st.integers(1, 3))))
    return Plan(
        currency=currency(draw(st.sampled_from(["EUR", "JPY", "KWD"]))),
        rule=draw(st.sampled_from(RULES)),
        holds=holds,
        claims=tuple(draw(_claim(name, holds, largest)) for name in names),
    )


@st.composite
def _hold(draw: Any, name: str, names: list[str], largest: int) -> Hold:
    some = draw(st.lists(st.sampled_from(names), unique=True))
    claims = {claim: draw(st.integers(0, largest // 10 + 3)) for claim in some}
    return Hold(
        id=name,
        agent="B1",
        account="A",
        amount=sum(claims.values()),
        settled_at=draw(TIMES),
        claims=claims,
        bounds=draw(st.none() | _bounds(names, claims)),
    )


@st.composite
def _bounds(draw: Any, names: list[str], claims: dict[str, int]) -> dict[str, Bound]:
    agree = draw(st.booleans())
    found = {}
    for name in names:
        high = claims.get(name, 0) + draw(st.integers(0, 2))
        found[name] = Bound(low=high if agree else draw(st.integers(0, high)), high=high)
    return found


@st.composite
def _claim(draw: Any, name: str, holds: tuple[Hold, ...], largest: int) -> Claim:
    loss = draw(st.integers(0, largest))
    received = draw(st.just(0) | st.integers(0, loss))
    arrived = [inflow for hold in holds for inflow in draw(_arrivals(hold, hold.claims.get(name, 0)))]
    return Claim(id=name, loss=loss, received=received, arrived=tuple(arrived))


@st.composite
def _arrivals(draw: Any, hold: Hold, attributed: int) -> list[Arrival]:
    amount = attributed + draw(st.sampled_from([0, 0, 1]))
    if amount == 0 or draw(st.booleans()):
        return []
    first = draw(st.integers(1, amount))
    return [
        Arrival(hold=hold.id, settled_at=draw(TIMES), amount=part) for part in (first, amount - first) if part
    ]
