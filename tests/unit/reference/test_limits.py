"""The limits of a walk."""

from __future__ import annotations

import pytest

from tests.reference import PlainLimits
from tests.unit.reference.build import account, at, pay, trace


def hops(limit: int) -> PlainLimits:
    """So many hops and nothing else."""
    return PlainLimits(max_hops=limit)


CHAIN = (pay("c1", "V", "A", 8), pay("1", "A", "B", 8), pay("2", "B", "C", 8), pay("3", "C", "D", 8))


@pytest.mark.parametrize(("limit", "ends"), [(0, "B"), (1, "B"), (2, "C"), (3, "D")])
def test_claims_are_not_followed_out_of_an_account_at_the_depth(limit: int, ends: str) -> None:
    result = trace(*CHAIN, limits=hops(limit))
    assert at(result, ends, "unfollowed") == {"c1": 8}


def test_what_is_not_followed_arrives_as_own_money() -> None:
    result = trace(*CHAIN, limits=hops(1))
    assert list(result.transfers) == ["c1", "1"]


def test_a_chain_within_the_limit_is_followed() -> None:
    assert at(trace(*CHAIN, limits=hops(4)), "D") == {"c1": 8}


def test_a_depth_is_of_the_first_arrival() -> None:
    # C is first reached over A and B (depth 3), then by a claim directly: its depth stays.
    ledger = (*CHAIN[:3], pay("c2", "U", "C", 8), pay("on", "C", "D", 16))
    assert at(trace(*ledger, limits=hops(3)), "D", "unfollowed") == {"c1": 8, "c2": 8}
    early = (pay("c2", "U", "C", 8), *CHAIN[:3], pay("on", "C", "D", 16))
    assert at(trace(*early, limits=hops(3)), "D") == {"c1": 8, "c2": 8}


def test_a_victims_account_has_depth_0_from_its_first_claim_on() -> None:
    # B has depth 2; once robbed itself it has 0, also for what it pays on of c1.
    ledger = (*CHAIN[:2], pay("c2", "B", "Z", 2), pay("on", "B", "C", 6))
    assert at(trace(*ledger, limits=hops(2)), "C") == {"c1": 6}
    assert at(trace(*ledger[:2], ledger[3], limits=hops(2)), "C", "unfollowed") == {"c1": 6}


def test_depth_counts_from_the_victims_new_depth() -> None:
    ledger = (*CHAIN[:2], pay("c2", "B", "Z", 2), pay("on", "Z", "Y", 2))
    assert at(trace(*ledger, limits=hops(1)), "Y", "unfollowed") == {"c2": 2}  # c1 ends at B
    assert at(trace(*ledger, limits=hops(2)), "Y") == {"c1": 2}


@pytest.mark.parametrize(("at_time", "kind"), [(15, "standing"), (16, "unfollowed")])
def test_the_window_counts_from_the_last_arrival(at_time: int, kind: str) -> None:
    result = trace(
        pay("c1", "V", "M", 5, at=0),
        pay("c2", "U", "M", 5, at=10),
        pay("out", "M", "X", 1, at=at_time),
        limits=PlainLimits(hop_window=5),
    )
    assert at(result, "X", kind) == {"c1": 1}


def test_own_money_is_no_arrival_of_claims() -> None:
    result = trace(
        pay("c1", "V", "M", 5, at=0),
        pay("own", "W", "M", 5, at=9),
        pay("out", "M", "X", 1, at=10),
        limits=PlainLimits(hop_window=5),
    )
    assert at(result, "X", "unfollowed") == {"c1": 1}


def test_what_is_returned_is_no_arrival_of_claims() -> None:
    # V holds c2 since 0 and gets 5 of its own c1 back at 9.
    result = trace(
        pay("c2", "U", "V", 5, at=0),
        pay("c1", "V", "M", 10, at=0),
        pay("back", "M", "V", 5, at=9),
        pay("out", "V", "X", 10, at=10),
        rule="own-first",
        openings={"V": 10},
        limits=PlainLimits(hop_window=5),
    )
    assert at(result, "V", "returned") == {"c1": 5}
    assert at(result, "X", "unfollowed") == {"c2": 5}


@pytest.mark.parametrize("kind", ["cash", "transfer"])
def test_claims_that_exit_by_kind_do_arrive(kind: str) -> None:
    # At 9 claims reach M again, and end there if it is cash: the window restarts either way.
    result = trace(
        pay("c1", "V", "M", 5, at=0),
        pay("c2", "U", "M", 5, at=9, kind=kind),
        pay("out", "M", "X", 1, at=10),
        limits=PlainLimits(hop_window=5),
    )
    assert at(result, "X") == {"c1": 1}


def test_an_overdraft_that_takes_all_sets_the_depth() -> None:
    # M is first reached at depth 3 (into its overdraft), then by a claim at depth 1: it stays 3.
    ledger = (
        pay("c1", "V", "A", 4),
        pay("1", "A", "B", 4),
        pay("2", "B", "M", 4),
        pay("c2", "U", "M", 6),
        pay("on", "M", "X", 6),
    )
    result = trace(*ledger, openings={"M": -4}, limits=hops(3))
    assert at(result, "M", "overdraft") == {"c1": 4}
    assert at(result, "X", "unfollowed") == {"c2": 6}


@pytest.mark.parametrize(("limit", "kind"), [(5, "standing"), (6, "unfollowed")])
def test_the_least_amount_is_of_the_claims_part(limit: int, kind: str) -> None:
    # out takes 5 of c1 and 5 own.
    result = trace(
        pay("c1", "V", "M", 5),
        pay("own", "W", "M", 5),
        pay("out", "M", "X", 10),
        limits=PlainLimits(min_amount=limit),
    )
    assert at(result, "X", kind) == {"c1": 5}


def test_the_least_amount_includes_what_is_returned() -> None:
    # V gets 5 of its own back and 5 of c2.
    ledger = (pay("c1", "V", "M", 5), pay("c2", "U", "M", 5), pay("back", "M", "V", 10))
    assert at(trace(*ledger, limits=PlainLimits(min_amount=10)), "V") == {"c2": 5}
    short = trace(*ledger, limits=PlainLimits(min_amount=11))
    assert at(short, "V", "unfollowed") == {"c2": 5}
    assert at(short, "V", "returned") == {"c1": 5}


def test_so_many_transfers_are_followed_in_ledger_order() -> None:
    ledger = (pay("c1", "V", "M", 3), pay("1", "M", "A", 1), pay("2", "M", "B", 1), pay("3", "M", "C", 1))
    result = trace(*ledger, limits=PlainLimits(max_transfers=2))
    assert [at(result, name) for name in "AB"] == [{"c1": 1}, {"c1": 1}]
    assert at(result, "C", "unfollowed") == {"c1": 1}


def test_neither_reported_nor_returned_nor_unfollowed_transfers_count() -> None:
    ledger = (
        pay("c1", "V", "M", 9, at=0),
        pay("c2", "U", "M", 9, at=0),
        pay("back", "M", "V", 1, at=0),
        pay("late", "M", "A", 2, at=9),
        pay("c3", "T", "M", 9, at=10),
        pay("last", "M", "B", 3, at=10),
    )
    result = trace(*ledger, limits=PlainLimits(max_transfers=1, hop_window=5))
    assert at(result, "V", "returned") == {"c1": 1}
    assert at(result, "A", "unfollowed") == {"c1": 2}
    assert at(result, "B") == {"c1": 3}


def test_a_transfer_into_an_exit_counts() -> None:
    ledger = (pay("c1", "V", "M", 3), pay("1", "M", "A", 1, kind="cash"), pay("2", "M", "B", 1))
    result = trace(*ledger, limits=PlainLimits(max_transfers=1))
    assert at(result, "A", "exit") == {"c1": 1}
    assert at(result, "B", "unfollowed") == {"c1": 1}


def test_a_reported_transfer_is_always_followed() -> None:
    # c2 takes 4 of c1 along, out of an account at the limit of everything.
    result = trace(
        pay("c1", "V", "M", 4, at=0),
        pay("c2", "M", "X", 6, at=9),
        limits=PlainLimits(max_hops=0, hop_window=0, min_amount=100, max_transfers=0),
    )
    assert at(result, "X") == {"c1": 4, "c2": 2}


def test_a_return_is_followed_home_past_every_limit() -> None:
    result = trace(
        pay("c1", "V", "M", 4, at=0),
        pay("back", "M", "V", 4, at=9),
        limits=PlainLimits(max_hops=0, hop_window=0, min_amount=100, max_transfers=0),
    )
    assert result.positions == {(account("V"), "returned"): {"c1": 4}}
