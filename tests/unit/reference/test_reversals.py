"""Reversals: taking back what an earlier transfer brought."""

from __future__ import annotations

import pytest

from tests.reference import RULES, PlainTransfer
from tests.unit.reference.build import at, pay, trace

BROUGHT = (pay("c1", "V", "M", 10), pay("own", "W", "M", 10))


def undo(amount: int, reverses: str | None, debtor: str = "M", creditor: str = "V") -> PlainTransfer:
    """A reversal, `undo` by id."""
    return pay("undo", debtor, creditor, amount, kind="reversal", reverses=reverses)


@pytest.mark.parametrize("rule", RULES)
def test_a_reversal_takes_back_the_parts_that_were_brought(rule: str) -> None:
    result = trace(*BROUGHT, undo(10, "c1"), rule=rule)
    assert at(result, "V", "returned") == {"c1": 10}
    assert at(result, "M") == {}
    assert result.unnamed_reversals == 0


@pytest.mark.parametrize("rule", RULES)
def test_reversing_own_money_leaves_the_claim(rule: str) -> None:
    result = trace(*BROUGHT, undo(10, "own", creditor="W"), rule=rule)
    assert at(result, "M") == {"c1": 10}
    assert "undo" not in result.transfers


def test_the_whole_amount_divides_over_the_parts() -> None:
    # L brings M 6 of c1 and 3 own; 5 taken back are 3.33 and 1.67: 3 and 2.
    result = trace(
        pay("c1", "V", "L", 6), pay("in", "W", "L", 3), pay("all", "L", "M", 9), undo(5, "all", "M", "L")
    )
    assert result.transfers["undo"] == {"c1": 3}
    assert at(result, "L") == {"c1": 3}


def test_a_larger_reversal_takes_more_of_each_part_as_far_as_it_stands() -> None:
    # 20 over what c1 brought, all of the claim: 10 stand; the other 10 are taken by the rule.
    result = trace(*BROUGHT, undo(20, "c1"), rule="own-first")
    assert result.transfers["undo"] == {"c1": 10}
    assert at(result, "M") == {}


def test_what_is_missing_is_taken_by_the_rule() -> None:
    # M gets 4 of c1 from L and 6 of c2; 3 of c1 leave; undoing 4 takes 1 of c1, then 3 by the rule.
    result = trace(
        pay("c1", "V", "L", 4),
        pay("brings", "L", "M", 4),
        pay("out", "M", "X", 3),
        pay("own", "W", "M", 2),
        pay("c2", "U", "M", 6),
        undo(4, "brings", "M", "L"),
        rule="own-first",
    )
    assert result.transfers["undo"] == {"c1": 1, "c2": 1}


def test_what_is_missing_comes_last_of_all_from_the_overdraft() -> None:
    result = trace(
        pay("c1", "V", "M", 4), pay("out", "M", "X", 4), undo(4, "c1"), openings={"M": 0}, rule="fifo"
    )
    assert "undo" not in result.transfers
    assert result.balances["", "M"] == -4


@pytest.mark.parametrize("rule", ["fifo", "lifo"])
def test_the_newest_lots_of_a_part_are_taken(rule: str) -> None:
    # Own money stands on both sides of c1; the newer is taken back, so that the older leaves first under fifo.
    result = trace(
        pay("old", "W", "M", 5),
        pay("c1", "V", "M", 5),
        pay("new", "W", "M", 5),
        undo(5, "old", "M", "W"),
        pay("out", "M", "X", 5),
        rule=rule,
    )
    assert result.transfers.get("out", {}) == ({} if rule == "fifo" else {"c1": 5})


def test_a_reversal_may_be_repeated() -> None:
    again = pay("again", "M", "V", 5, kind="reversal", reverses="c1")
    result = trace(pay("c1", "V", "M", 10), pay("own", "W", "M", 10), undo(5, "c1"), again, rule="own-first")
    assert at(result, "V", "returned") == {"c1": 10}


def test_what_was_returned_is_own_money_for_a_reversal() -> None:
    # c1 comes home to V as own money; M takes it back: own money goes, though stolen money leaves first.
    result = trace(
        pay("c1", "V", "M", 10),
        pay("back", "M", "V", 10),
        pay("c2", "U", "V", 10),
        undo(10, "back", "V", "M"),
        rule="stolen-first",
    )
    assert "undo" not in result.transfers
    assert at(result, "V") == {"c2": 10}


def test_what_exited_is_own_money_for_a_reversal() -> None:
    result = trace(
        pay("c1", "V", "M", 10),
        pay("buy", "M", "S", 10, kind="card"),
        pay("c2", "U", "S", 10),
        undo(10, "buy", "S", "M"),
        rule="stolen-first",
    )
    assert "undo" not in result.transfers
    assert at(result, "S") == {"c2": 10}
    assert at(result, "S", "exit") == {"c1": 10}


def test_parts_count_as_they_were_before_an_overdraft() -> None:
    # L brings 4 of c1 and 4 own; M's overdraft of 4 takes half of each. 4 taken back: 2 of c1 and 2 own.
    result = trace(
        pay("c1", "V", "L", 4),
        pay("in", "W", "L", 4),
        pay("all", "L", "M", 8),
        undo(4, "all", "M", "L"),
        openings={"L": 0, "M": -4},
        rule="own-first",
    )
    assert at(result, "M", "overdraft") == {"c1": 2}
    assert result.transfers["undo"] == {"c1": 2}


@pytest.mark.parametrize(
    "reversal",
    [
        undo(5, None),
        undo(5, "unheard-of"),
        undo(5, "own"),  # came from W, not from V
        undo(5, "undo"),
        undo(5, "later"),
    ],
)
def test_a_reversal_that_names_none_is_ordinary_and_counted(reversal: PlainTransfer) -> None:
    result = trace(*BROUGHT, reversal, pay("later", "V", "M", 5), rule="own-first")
    assert "undo" not in result.transfers
    assert result.unnamed_reversals == 1


def test_reverses_on_another_kind_is_ignored() -> None:
    result = trace(*BROUGHT, pay("pay", "M", "V", 10, reverses="c1"), rule="own-first")
    assert at(result, "M") == {"c1": 10}
    assert result.unnamed_reversals == 0


def test_unnamed_reversals_after_the_instant_do_not_count() -> None:
    late = pay("undo", "M", "V", 1, at=9, kind="reversal")
    assert trace(*BROUGHT, late, as_of=5).unnamed_reversals == 0


def test_a_reversal_may_be_reversed() -> None:
    result = trace(
        pay("c1", "V", "L", 10),
        pay("all", "L", "M", 10),
        undo(10, "all", "M", "L"),
        pay("redo", "L", "M", 10, kind="reversal", reverses="undo"),
    )
    assert at(result, "M") == {"c1": 10}


def test_a_reported_reversal_makes_a_claim_of_its_own_money() -> None:
    result = trace(pay("pays", "M", "V", 8), pay("c1", "V", "M", 8, kind="reversal", reverses="pays"))
    assert result.traced == {"c1": 8}
    assert at(result, "M") == {"c1": 8}
