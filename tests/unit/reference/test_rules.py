"""The five allocation rules."""

from __future__ import annotations

import pytest

from tests.reference import RULES
from tests.unit.reference.build import at, pay, trace

MIXED = (
    pay("c1", "V", "M", 10),
    pay("w", "W", "M", 20),
    pay("c2", "U", "M", 30),
    pay("out", "M", "X", 24),
)


@pytest.mark.parametrize(
    ("rule", "taken"),
    [
        ("fifo", {"c1": 10}),  # 10 of c1, 14 of own money
        ("lifo", {"c2": 24}),
        ("pro-rata", {"c1": 4, "c2": 12}),  # of 60 stand 10 : 30 : 20
        ("own-first", {"c1": 1, "c2": 3}),  # 20 own, then 4 over 10 : 30
        ("stolen-first", {"c1": 6, "c2": 18}),  # 24 over 10 : 30
    ],
)
def test_an_outflow_divides_by_the_rule(rule: str, taken: dict[str, int]) -> None:
    result = trace(*MIXED, rule=rule, openings={"M": 0})
    assert result.transfers["out"] == taken
    assert at(result, "X") == taken


@pytest.mark.parametrize(
    ("rule", "taken"),
    [
        ("fifo", {"c1": 4}),  # the opening balance is the oldest
        ("lifo", {"c1": 9}),
        ("pro-rata", {"c1": 6}),  # 9 over 10 : 5
        ("own-first", {"c1": 4}),
        ("stolen-first", {"c1": 9}),
    ],
)
def test_the_opening_balance_is_own_money_and_the_oldest(rule: str, taken: dict[str, int]) -> None:
    result = trace(pay("c1", "V", "M", 10), pay("out", "M", "X", 9), rule=rule, openings={"M": 5})
    assert result.transfers["out"] == taken


def test_own_money_that_comes_later_does_not_refill_a_claim() -> None:
    result = trace(
        pay("c1", "V", "M", 10), pay("out", "M", "X", 8), pay("in", "W", "M", 50), rule="own-first"
    )
    assert at(result, "M") == {"c1": 2}


def test_stolen_first_takes_own_money_when_the_claims_are_gone() -> None:
    result = trace(
        pay("c1", "V", "M", 10), pay("in", "W", "M", 9), pay("out", "M", "X", 12), rule="stolen-first"
    )
    assert result.transfers["out"] == {"c1": 10}
    assert at(result, "M") == {}


@pytest.mark.parametrize(("rule", "taken"), [("fifo", {"c1": 3, "c2": 1}), ("lifo", {"c2": 1})])
def test_one_arrival_is_a_run_of_claims_in_order_then_own_money(rule: str, taken: dict[str, int]) -> None:
    # M gets 3 of c1, 2 of c2 and 3 own in one transfer; then pays 4.
    result = trace(
        pay("c1", "V", "L", 3),
        pay("c2", "U", "L", 2),
        pay("in", "W", "L", 3),
        pay("all", "L", "M", 8),
        pay("out", "M", "X", 4),
        rule=rule,
    )
    assert result.transfers["all"] == {"c1": 3, "c2": 2}
    assert result.transfers["out"] == taken


def test_a_self_transfer_reorders_lots_under_fifo() -> None:
    result = trace(
        pay("c1", "V", "M", 5),
        pay("in", "W", "M", 5),
        pay("self", "M", "M", 5),
        pay("out", "M", "X", 5),
    )
    assert result.transfers["self"] == {"c1": 5}
    assert "out" not in result.transfers
    assert at(result, "M") == {"c1": 5}


@pytest.mark.parametrize("rule", RULES)
def test_an_account_without_claims_takes_nothing_along(rule: str) -> None:
    result = trace(pay("c1", "V", "M", 5), pay("other", "A", "B", 7), rule=rule)
    assert list(result.transfers) == ["c1"]
