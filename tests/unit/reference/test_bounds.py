"""Bounds over the five rules."""

from __future__ import annotations

from tests.reference import PlainLimits, plain_bounds
from tests.unit.reference.build import account, pay


def test_least_and_greatest_per_account_and_claim() -> None:
    ledger = [
        pay("c1", "V", "M", 10),
        pay("own", "W", "M", 20),
        pay("c2", "U", "M", 30),
        pay("out", "M", "X", 24),
    ]
    bounds = plain_bounds(ledger, claims=["c2", "c1"], openings={account("M"): 0})
    # What stands in M of c1, c2: fifo 0, 30; lifo 10, 6; pro-rata 6, 18; own-first 9, 27; stolen-first 4, 12.
    assert bounds[account("M")] == {
        "low": 16,
        "high": 36,
        "low_rule": "lifo",
        "high_rule": "own-first",
        "claims": {"c1": (0, 10), "c2": (6, 30)},
    }
    assert bounds[account("X")]["low"] == 4
    assert bounds[account("X")]["high"] == 24
    assert list(bounds) == [account("M"), account("X")]


def test_ties_go_to_the_first_rule_of_the_table() -> None:
    bounds = plain_bounds([pay("c1", "V", "M", 10)], claims=["c1"])
    assert bounds == {
        account("M"): {
            "low": 10,
            "high": 10,
            "low_rule": "fifo",
            "high_rule": "fifo",
            "claims": {"c1": (10, 10)},
        }
    }


def test_an_account_of_some_rules_alone_has_low_zero() -> None:
    ledger = [pay("c1", "V", "M", 10), pay("own", "W", "M", 10), pay("out", "M", "X", 10)]
    found = plain_bounds(ledger, claims=["c1"], openings={account("M"): 0})[account("X")]
    assert (found["low"], found["low_rule"], found["high"], found["high_rule"]) == (0, "lifo", 10, "fifo")
    assert found["claims"] == {"c1": (0, 10)}


def test_only_what_stands_is_bounded() -> None:
    ledger = [pay("c1", "V", "M", 10), pay("1", "M", "X", 5, kind="cash"), pay("2", "M", "Y", 5)]
    assert plain_bounds(ledger, claims=["c1"], limits=PlainLimits(max_hops=1)) == {}


def test_bounds_are_as_of_the_same_instant() -> None:
    ledger = [pay("c1", "V", "M", 10, at=1), pay("out", "M", "X", 10, at=2)]
    assert list(plain_bounds(ledger, claims=["c1"], as_of=1)) == [account("M")]
