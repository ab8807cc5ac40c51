"""The checker of invariants catches what is wrong, and the reference passes it on random ledgers."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.property.strategies import LARGEST_SUM, LedgerCase, ledgers, overdraft_takes_all
from tests.reference import RULES, Account, check_invariants, plain_bounds, plain_trace

M = ("", "M")


@pytest.mark.parametrize(
    "positions",
    [
        {},
        {(M, "standing"): {"c1": 4}},
        {(M, "standing"): {"c1": 5}, (M, "exit"): {"c1": 1}},
        {(M, "standing"): {"c1": 5}, (M, "exit"): {"c1": 0}},
        {(M, "standing"): {"c1": 5}, (M, "exit"): {}},
        {(M, "lost"): {"c1": 5}},
        {(("", "poor"), "standing"): {"c1": 5}},
        {(("", "overdrawn"), "standing"): {"c1": 5}},
    ],
)
def test_a_broken_trace_is_caught(positions: dict[tuple[Account, str], dict[str, int]]) -> None:
    balances = {M: 9, ("", "poor"): 4, ("", "overdrawn"): -9}
    with pytest.raises(AssertionError):
        check_invariants(traced={"c1": 5}, positions=positions, balances=balances)


@settings(max_examples=150)
@given(ledgers(), st.sampled_from(RULES))
@example(overdraft_takes_all(), "fifo")
def test_the_reference_keeps_them_at_every_moment(case: LedgerCase, rule: str) -> None:
    arguments = case.arguments()
    claimed = [transfer for transfer in case.transfers if transfer.id in case.claims]
    for instant in sorted({transfer.settled_at for transfer in case.transfers}):
        arguments["claims"] = [transfer.id for transfer in claimed if transfer.settled_at <= instant]
        found = plain_trace(case.transfers, rule=rule, **arguments | {"as_of": instant})
        check_invariants(traced=found.traced, positions=found.positions, balances=found.balances)


@settings(max_examples=100)
@given(ledgers(), st.sampled_from(RULES))
def test_renaming_accounts_changes_no_figure(case: LedgerCase, rule: str) -> None:
    """Order by name plays no part; `outside` keeps its name, which has a meaning."""

    def renamed(place: Account) -> Account:
        agent, number = place
        return (f"Z{agent}", number if number == "outside" else chr(ord("z") - ord(number) + ord("A")))

    transfers = [
        type(row)(**vars(row) | {"debtor": renamed(row.debtor), "creditor": renamed(row.creditor)})
        for row in case.transfers
    ]
    arguments = case.arguments()
    other = arguments | {
        "openings": case.openings and {renamed(place): opening for place, opening in case.openings.items()},
        "exits": frozenset(map(renamed, case.exits)),
    }
    found = plain_trace(case.transfers, rule=rule, **arguments)
    again = plain_trace(transfers, rule=rule, **other)
    assert again.traced == found.traced
    assert again.transfers == found.transfers
    assert again.positions == {
        (renamed(place), kind): claims for (place, kind), claims in found.positions.items()
    }


@settings(max_examples=50)
@given(ledgers())
def test_bounds_hold_what_every_rule_finds(case: LedgerCase) -> None:
    bounds = plain_bounds(case.transfers, **case.arguments())
    for rule in RULES:
        found = plain_trace(case.transfers, rule=rule, **case.arguments())
        for (place, kind), claims in found.positions.items():
            if kind == "standing":
                assert bounds[place]["low"] <= sum(claims.values()) <= bounds[place]["high"]


@settings(max_examples=100)
@given(ledgers())
def test_drawn_ledgers_are_sound(case: LedgerCase) -> None:
    """In order, with unique ids, within int64 whatever openings are inferred."""
    times = [transfer.settled_at for transfer in case.transfers]
    assert times == sorted(times)
    assert len({transfer.id for transfer in case.transfers}) == len(case.transfers)
    given_openings = sum(map(abs, (case.openings or {}).values()))
    assert sum(transfer.amount for transfer in case.transfers) + given_openings <= LARGEST_SUM
    assert min(transfer.amount for transfer in case.transfers) > 0
    assert case.claims
