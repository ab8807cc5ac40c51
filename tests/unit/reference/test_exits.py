"""Exits: where following stops."""

from __future__ import annotations

import pytest

from tests.reference import PlainLimits
from tests.unit.reference.build import at, pay, trace


@pytest.mark.parametrize("kind", ["cash", "card", "exchange"])
def test_the_creditor_of_such_a_kind_is_an_exit_for_that_transfer(kind: str) -> None:
    result = trace(
        pay("c1", "V", "M", 10), pay("out", "M", "X", 4, kind=kind), pay("more", "M", "X", 6), rule="fifo"
    )
    assert at(result, "X", "exit") == {"c1": 4}
    assert at(result, "X") == {"c1": 6}


@pytest.mark.parametrize("kind", ["fee", "transfer", "reversal"])
def test_other_kinds_are_no_exit(kind: str) -> None:
    result = trace(pay("c1", "V", "M", 10), pay("out", "M", "X", 4, kind=kind))
    assert at(result, "X") == {"c1": 4}


@pytest.mark.parametrize(("name", "exits"), [("X", ["X"]), ("outside", [])])
def test_a_named_exit_keeps_what_arrives_and_pays_own_money(name: str, exits: list[str]) -> None:
    result = trace(pay("c1", "V", "M", 10), pay("out", "M", name, 10), pay("on", name, "Y", 10), exits=exits)
    assert at(result, name, "exit") == {"c1": 10}
    assert at(result, name) == {}
    assert "on" not in result.transfers


def test_a_reported_transfer_into_an_exit_ends_there() -> None:
    result = trace(pay("c1", "V", "X", 10), exits=["X"])
    assert at(result, "X", "exit") == {"c1": 10}


def test_what_a_named_exit_pays_in_a_reported_transfer_becomes_the_claim() -> None:
    result = trace(pay("c1", "V", "X", 10), pay("c2", "X", "M", 10), exits=["X"])
    assert result.traced == {"c1": 10, "c2": 10}
    assert at(result, "M") == {"c2": 10}


@pytest.mark.parametrize(("victim", "exits"), [("V", ["V"]), ("outside", [])])
def test_nothing_is_returned_to_a_named_exit(victim: str, exits: list[str]) -> None:
    result = trace(pay("c1", victim, "M", 10), pay("back", "M", victim, 10), exits=exits)
    assert at(result, victim, "exit") == {"c1": 10}
    assert at(result, victim, "returned") == {}


def test_an_overdrawn_exit_takes_the_claims_as_exit_not_as_overdraft() -> None:
    result = trace(pay("c1", "V", "X", 10), exits=["X"], openings={"X": -4})
    assert at(result, "X", "exit") == {"c1": 10}
    assert at(result, "X", "overdraft") == {}
    assert result.balances["", "X"] == 6


def test_what_is_not_followed_is_unfollowed_even_into_an_exit() -> None:
    result = trace(
        pay("c1", "V", "M", 10),
        pay("out", "M", "X", 4, kind="cash"),
        limits=PlainLimits(min_amount=5),
    )
    assert at(result, "X", "unfollowed") == {"c1": 4}
    assert at(result, "X", "exit") == {}
