"""Claims: what becomes one, whose money stays whose, and what comes back to the victim."""

from __future__ import annotations

import pytest

from tests.reference import plain_trace
from tests.unit.reference.build import at, pay, trace


def test_own_money_in_the_reported_transfer_becomes_the_claim() -> None:
    result = trace(pay("c1", "V", "M", 10))
    assert result.traced == {"c1": 10}
    assert result.transfers == {"c1": {"c1": 10}}
    assert at(result, "M") == {"c1": 10}


def test_money_that_was_somebody_elses_claim_stays_theirs() -> None:
    # M, paid 10 by V, is itself robbed of 15: 10 are V's.
    result = trace(pay("c1", "V", "M", 10), pay("c2", "M", "X", 15), rule="stolen-first")
    assert result.traced == {"c1": 10, "c2": 5}
    assert result.transfers["c2"] == {"c1": 10, "c2": 5}


def test_a_claim_of_nothing_is_still_a_claim() -> None:
    result = trace(pay("c1", "V", "M", 10), pay("c2", "M", "X", 10))
    assert result.traced == {"c1": 10, "c2": 0}
    assert at(result, "X") == {"c1": 10}


def test_what_an_overdraft_pays_becomes_the_claim() -> None:
    result = trace(pay("c1", "V", "M", 10), openings={"V": 4})
    assert result.traced == {"c1": 10}
    assert result.balances["", "V"] == -6


def test_claims_are_numbered_in_ledger_order_whatever_order_they_are_given_in() -> None:
    transfers = [pay("b", "V", "M", 1), pay("a", "U", "M", 1), pay("out", "M", "X", 1)]
    result = plain_trace(transfers, claims=["a", "b"], rule="pro-rata", openings=None)
    assert result.transfers["out"] == {"b": 1}


def test_parts_that_reach_their_own_victim_are_returned_and_arrive_as_own_money() -> None:
    result = trace(pay("c1", "V", "M", 10), pay("back", "M", "V", 4), pay("on", "V", "X", 4))
    assert at(result, "V", "returned") == {"c1": 4}
    assert result.transfers["back"] == {"c1": 4}
    assert "on" not in result.transfers


def test_only_the_victims_own_claim_is_returned() -> None:
    result = trace(
        pay("c1", "V", "M", 10), pay("c2", "U", "M", 10), pay("back", "M", "V", 10), rule="pro-rata"
    )
    assert at(result, "V", "returned") == {"c1": 5}
    assert at(result, "V") == {"c2": 5}


def test_returned_is_looked_at_before_an_exit_by_kind() -> None:
    result = trace(pay("c1", "V", "M", 10), pay("back", "M", "V", 4, kind="cash"))
    assert at(result, "V", "returned") == {"c1": 4}
    assert at(result, "V", "exit") == {}


def test_a_reported_self_transfer_is_returned_at_once() -> None:
    result = trace(pay("c1", "V", "V", 10))
    assert at(result, "V", "returned") == {"c1": 10}


def test_a_return_into_an_overdrawn_account_is_returned_whole() -> None:
    result = trace(pay("c1", "V", "M", 10), pay("back", "M", "V", 4), openings={"V": 0})
    assert at(result, "V", "returned") == {"c1": 4}
    assert at(result, "V", "overdraft") == {}
    assert result.balances["", "V"] == -6


@pytest.mark.parametrize(
    ("claims", "as_of", "says"),
    [
        (["nobody"], None, "no transfer"),
        (["c1", "c1"], None, "twice"),
        (["late"], 5, "after"),
    ],
)
def test_bad_claims_are_refused(claims: list[str], as_of: int | None, says: str) -> None:
    transfers = [pay("c1", "V", "M", 10, at=1), pay("late", "V", "M", 10, at=6)]
    with pytest.raises(ValueError, match=says):
        plain_trace(transfers, claims=claims, rule="fifo", openings=None, as_of=as_of)


def test_an_unknown_rule_and_repeated_ids_are_refused() -> None:
    transfer = pay("c1", "V", "M", 10)
    with pytest.raises(ValueError, match="rule"):
        plain_trace([transfer], claims=["c1"], rule="hifo", openings=None)
    with pytest.raises(ValueError, match="twice"):
        plain_trace([transfer, transfer], claims=["c1"], rule="fifo", openings=None)
