"""Lines of a plan: whatever the division, the sums are its own, and each claim's own money pays it first."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clawback.errors import Bug
from clawback.money import divide
from clawback.server.casework.returns.lines import Part, lines_of, shares_of

AVAILABLE = st.lists(
    st.tuples(st.integers(min_value=1, max_value=4), st.integers(min_value=1, max_value=10_000)),
    min_size=1,
    max_size=6,
)


@given(
    available=AVAILABLE,
    weights=st.lists(st.integers(0, 9), min_size=4, max_size=4),
    cut=st.integers(0, 9_999),
)
def test_lines_add_up(available: list[tuple[int, int]], weights: list[int], cut: int) -> None:
    parts = [Part(number=n, claim=claim, available=units) for n, (claim, units) in enumerate(available, 1)]
    total = max(sum(units for _, units in available) - cut, 0)
    pays = dict(zip(range(1, 5), divide(total if any(weights) else 0, weights), strict=True))
    found = lines_of(parts, pays)
    paid, taken, own = Counter[int](), Counter[int](), Counter[int]()
    for share in found:
        assert share.amount > 0
        paid[share.claim] += share.amount
        taken[share.part] += share.amount
        if parts[share.part - 1].claim == share.claim:
            own[share.claim] += share.amount
    assert paid == Counter({claim: units for claim, units in pays.items() if units})
    assert all(taken[part.number] <= part.available for part in parts)
    for claim, units in pays.items():
        assert own[claim] == min(units, sum(part.available for part in parts if part.claim == claim))
    assert len({(share.part, share.claim) for share in found}) == len(found)


@given(owed=st.lists(st.integers(0, 10_000), min_size=1, max_size=5), part=st.integers(0, 1_000))
def test_nobody_gets_more_than_they_lack(owed: list[int], part: int) -> None:
    amount = sum(owed) * part // 1_000
    shares = shares_of(amount, owed)
    assert sum(shares) == amount
    assert all(share <= lacks for share, lacks in zip(shares, owed, strict=True))
    assert shares_of(sum(owed), owed) == owed


def test_what_cannot_be_paid_stops_the_program() -> None:
    with pytest.raises(Bug):
        lines_of([Part(number=1, claim=1, available=5)], {1: 6})
    with pytest.raises(Bug):
        shares_of(6, [2, 3])
