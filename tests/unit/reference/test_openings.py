"""Opening balances that are not given."""

from __future__ import annotations

from tests.reference.openings import opening_balances
from tests.unit.reference.build import account, pay, trace


def test_the_least_with_which_an_account_is_never_overdrawn() -> None:
    ledger = [pay("1", "A", "B", 10), pay("2", "B", "A", 4), pay("3", "A", "B", 9)]
    assert opening_balances(ledger, None) == {account("A"): 15, account("B"): 0}


def test_a_self_transfer_needs_its_amount() -> None:
    assert opening_balances([pay("1", "A", "A", 7)], None) == {account("A"): 7}


def test_accounts_that_are_not_given_are_inferred() -> None:
    ledger = [pay("1", "A", "B", 10), pay("2", "B", "C", 12)]
    given = {account("A"): -3, account("elsewhere"): 99}
    assert opening_balances(ledger, given) == {account("A"): -3, account("B"): 2, account("C"): 0}


def test_the_whole_ledger_counts_not_what_as_of_leaves() -> None:
    ledger = [pay("c1", "V", "M", 10, at=1), pay("late", "M", "X", 30, at=9)]
    assert trace(*ledger, as_of=5).balances == {account("V"): 0, account("M"): 30, account("X"): 0}


def test_as_of_includes_transfers_at_that_instant() -> None:
    ledger = [pay("c1", "V", "M", 10, at=1), pay("out", "M", "X", 3, at=5), pay("more", "M", "X", 3, at=6)]
    result = trace(*ledger, as_of=5)
    assert list(result.transfers) == ["c1", "out"]
    assert result.balances["", "X"] == 3
