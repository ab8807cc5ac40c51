"""Overdrafts: money cannot be traced into one."""

from __future__ import annotations

import pytest

from tests.reference import RULES
from tests.unit.reference.build import at, pay, trace


@pytest.mark.parametrize("rule", RULES)
def test_what_repays_an_overdraft_divides_pro_rata_under_every_rule(rule: str) -> None:
    # L pays 10 of c1 and 5 own; 6 of the 15 repay M's overdraft: 4 of the claim, 2 own.
    result = trace(
        pay("c1", "V", "L", 10),
        pay("in", "W", "L", 5),
        pay("all", "L", "M", 15),
        rule=rule,
        openings={"L": 0, "M": -6},
    )
    assert at(result, "M", "overdraft") == {"c1": 4}
    assert at(result, "M") == {"c1": 6}
    assert result.balances["", "M"] == 9


def test_an_overdraft_may_take_all() -> None:
    result = trace(pay("c1", "V", "M", 10), openings={"M": -25})
    assert at(result, "M", "overdraft") == {"c1": 10}
    assert at(result, "M") == {}
    assert result.balances["", "M"] == -15


def test_an_outflow_is_paid_from_money_first_then_from_the_overdraft_as_own_money() -> None:
    result = trace(pay("c1", "V", "M", 10), pay("out", "M", "X", 40), rule="own-first", openings={"M": 0})
    assert result.transfers["out"] == {"c1": 10}
    assert at(result, "X") == {"c1": 10}
    assert result.balances == {("", "V"): 0, ("", "M"): -30, ("", "X"): 40}


def test_remainders_of_what_repays_go_to_the_earlier_claim() -> None:
    result = trace(
        pay("c1", "V", "L", 1), pay("c2", "U", "L", 1), pay("all", "L", "M", 2), openings={"M": -1}
    )
    assert at(result, "M", "overdraft") == {"c1": 1}
    assert at(result, "M") == {"c2": 1}
