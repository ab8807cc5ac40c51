"""The arithmetic of one account in words and numbers, for each rule and each thing that can happen."""

from __future__ import annotations

from typing import Any

import pytest

import clawback
from clawback.errors import Bug
from clawback.tracing.explaining import OWN, Explanation, Gathered, Line, explain
from tests.law.lines import ledger_table, read_example
from tests.reference import PlainTransfer

MIXED = ("B1", "mixed")


def transfers(*rows: tuple[str, str, str, int], **more: dict[str, Any]) -> list[PlainTransfer]:
    """(id, debtor, creditor, cents), an hour apart; `more` by id."""
    return [
        PlainTransfer(
            id=name,
            settled_at=1_767_225_600_000_000 + 3_600_000_000 * hour,
            debtor=("B", debtor),
            creditor=("B", creditor),
            amount=cents,
            **more.get(name, {}),
        )
        for hour, (name, debtor, creditor, cents) in enumerate(rows)
    ]


def told(
    rows: list[PlainTransfer], account: tuple[str, str], rule: str = "pro-rata", **asked: Any
) -> Explanation:
    asked.setdefault("claims", ["T1"])
    trace = clawback.trace(clawback.read_ledger(ledger_table(rows)), rule=rule, **asked)
    return explain(trace, rule, *account)


def steps(found: Explanation, transfer_id: str, side: str = "out") -> tuple[str, ...]:
    (line,) = [
        line
        for line in found.lines
        if isinstance(line, Line) and (line.transfer_id, line.side) == (transfer_id, side)
    ]
    return line.steps


@pytest.mark.parametrize(
    ("rule", "sums"),
    [
        (
            "fifo",
            (
                "Oldest first: own money 2.00 (came with 1 of 2026-01-02T00:00:00Z); "
                "2 4.00 of 10.00 (came with 2 of 2026-01-03T00:00:00Z).",
            ),
        ),
        (
            "lifo",
            (
                "Newest first: 3 5.01 (came with 3 of 2026-01-04T00:00:00Z); "
                "2 0.99 of 10.00 (came with 2 of 2026-01-03T00:00:00Z).",
            ),
        ),
        (
            "pro-rata",
            (
                "2: 6.00 × 10.00 / 17.01 = 3.527336…, rounded down 3.52, largest remainder +0.01: 3.53",
                "3: 6.00 × 5.01 / 17.01 = 1.767195…, rounded down 1.76, largest remainder +0.01: 1.77",
                "own money: 6.00 × 2.00 / 17.01 = 0.705467…, rounded down 0.70",
                "Rounding down leaves 0.02 over: 0.01 to each of the 2 largest remainders.",
            ),
        ),
        (
            "own-first",
            (
                "Own money first: 2.00 of 6.00.",
                "The other 4.00 divides over the claims.",
                "2: 4.00 × 10.00 / 15.01 = 2.664890…, rounded down 2.66",
                "3: 4.00 × 5.01 / 15.01 = 1.335109…, rounded down 1.33, largest remainder +0.01: 1.34",
                "Rounding down leaves 0.01 over: it goes to the largest remainder.",
            ),
        ),
        (
            "stolen-first",
            (
                "The claims first: 6.00 of 6.00.",
                "2: 6.00 × 10.00 / 15.01 = 3.997335…, rounded down 3.99, largest remainder +0.01: 4.00",
                "3: 6.00 × 5.01 / 15.01 = 2.002664…, rounded down 2.00",
                "Rounding down leaves 0.01 over: it goes to the largest remainder.",
            ),
        ),
    ],
)
def test_the_sum_of_each_rule(rule: str, sums: tuple[str, ...]) -> None:
    example = read_example(["own +2", "Ann +10", "Bob +5.01", "-6"])
    found = told(example.transfers, MIXED, rule, claims=["2", "3"], opening={MIXED: 0})
    if rule == "fifo":
        sums = (sums[0].replace("came with 1 of 2026-01-02T00:00:00Z", "there before the first claim"),)
    assert steps(found, "4")[: len(sums)] == sums
    assert steps(found, "4")[len(sums)].startswith("Followed to B3/spent: 2 ")


def test_what_came_before_the_first_claim_is_one_line() -> None:
    found = told(
        transfers(("a", "w", "m", 500), ("b", "m", "s", 200), ("T1", "v", "m", 100), ("c", "m", "s", 300)),
        ("B", "m"),
        opening={("B", "m"): 50},
    )
    first = found.lines[0]
    assert isinstance(first, Gathered)
    assert (first.credits, first.credited, first.debits, first.debited) == (1, 500, 1, 200)
    assert (first.balance_before, first.balance_after) == (50, 350)
    assert found.opening_given
    assert [line.transfer_id for line in found.lines if isinstance(line, Line)] == ["T1", "c"]


def test_transfers_between_claims_are_gathered_and_claims_return() -> None:
    rows = transfers(
        ("T1", "v", "m", 100),
        ("a", "m", "x", 100),
        ("b", "w", "m", 7),
        ("c", "m", "x", 7),
        ("d", "x", "m", 5),
    )
    found = told(rows, ("B", "m"), "fifo")
    assert [line.transfer_id if isinstance(line, Line) else line.credits for line in found.lines] == [
        *("T1", "a"),
        1,
        "d",
    ]


def test_a_tie_goes_to_the_earlier_claim() -> None:
    rows = transfers(("T1", "v", "m", 10), ("T2", "w", "m", 10), ("a", "m", "x", 1))
    found = told(rows, ("B", "m"), claims=["T1", "T2"])
    assert steps(found, "a")[2] == (
        "Rounding down leaves 0.01 over: it goes to the largest remainder; "
        "of equal ones, to the earlier claim, own money last."
    )


def test_reported_returned_exit_and_overdraft_are_said() -> None:
    rows = transfers(
        ("T1", "v", "m", 100),
        ("a", "m", "v", 30),
        ("b", "m", "shop", 20),
        ("c", "m", "od", 10),
        ("d", "m", "x", 90),
        b={"kind": "card"},
    )
    openings = {("B", "m"): 0, ("B", "v"): 100, ("B", "od"): -4, ("B", "x"): 0, ("B", "shop"): 0}
    m = told(rows, ("B", "m"), opening=openings)
    assert "T1 is reported: the own money in it, 1.00, becomes the claim." in steps(
        told(rows, ("B", "v"), opening=openings), "T1"
    )
    assert "Returned: T1 0.30 reaches the account of its own victim, B/v; own money from there on." in steps(
        m, "a"
    )
    assert "Exit: T1 0.20 ends at B/shop, the creditor of a transfer of kind card." in steps(m, "b")
    assert "Overdraft: T1 0.04 repays the overdraft of B/od and ends there." in steps(m, "c")
    assert "The account has no more: 0.50 is paid from the overdraft, as own money." in steps(m, "d")
    od = told(rows, ("B", "od"), opening=openings)
    assert "The account is overdrawn by 0.04; 0.04 of the credit repays it." in steps(od, "c", "in")
    assert od.positions == {"standing": {0: 6}, "overdraft": {0: 4}}
    exit_ = told(rows, ("B", "m"), opening=openings, exits=["B/m"])
    assert "Exit: T1 1.00 ends at B/m, named as an exit." in steps(exit_, "T1", "in")


def test_a_reversal_takes_back_what_was_brought_and_the_rest_by_the_rule() -> None:
    rows = transfers(
        ("T1", "v", "x", 100),
        ("a", "x", "m", 60),
        ("b", "o", "m", 40),
        ("c", "m", "y", 30),
        ("d", "m", "x", 60),
        d={"kind": "reversal", "reverses": "a"},
    )
    found = steps(told(rows, ("B", "m"), "fifo"), "d")
    assert found == (
        "Takes back a of 2026-01-01T01:00:00Z, which brought T1 0.60.",
        "All 0.60 of it is T1.",
        "Of T1 0.60 is to be taken back, but 0.30 still stands.",
        "Newest first: T1 0.30 (came with a of 2026-01-01T01:00:00Z).",
        "The missing 0.30 is taken by the rule from own money 0.40.",
        "Oldest first: own money 0.30 of 0.40 (came with b of 2026-01-01T02:00:00Z).",
        "Followed to B/x: T1 0.30.",
    )


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"max_hops": 1}, "max_hops: the depth of B/m is 1 already; the limit is 1."),
        ({"hop_window": "30m"}, "hop_window: claims last reached B/m 1:00:00 earlier; the limit is 0:30:00."),
        ({"min_amount": "0.80"}, "min_amount: the claims' part is 0.75; the least is 0.80."),
        ({"max_transfers": 0}, "max_transfers: 0 transfers have been followed already; the limit is 0."),
    ],
)
def test_a_limit_is_named_with_its_figures(limits: dict[str, Any], said: str) -> None:
    rows = transfers(("T1", "v", "m", 100), ("a", "m", "x", 75))
    asked = {"limits": clawback.Limits(**limits)}
    assert steps(told(rows, ("B", "m"), **asked), "a")[-1] == f"Not followed to B/x: T1 0.75. {said}"
    at_x = told(rows, ("B", "x"), **asked)
    assert steps(at_x, "a", "in")[0] == "It takes along T1 0.75."
    assert at_x.positions == {"unfollowed": {0: 75}}


def test_an_account_that_no_claim_reaches() -> None:
    found = told(transfers(("T1", "v", "m", 100), ("a", "x", "y", 75)), ("B", "y"))
    assert not found.reached
    assert (found.positions, found.balance, len(found.lines)) == ({}, 75, 1)


def test_an_account_that_is_nowhere_is_refused() -> None:
    with pytest.raises(clawback.TraceError, match="B/nowhere occurs in no transfer"):
        told(transfers(("T1", "v", "m", 100)), ("B", "nowhere"))


def test_as_of_ends_the_account_there() -> None:
    rows = transfers(("T1", "v", "m", 100), ("a", "m", "x", 75), ("b", "m", "x", 25))
    found = told(rows, ("B", "m"), as_of="2026-01-01T01:00:00Z")
    assert [line.transfer_id for line in found.lines if isinstance(line, Line)] == ["T1", "a"]
    assert found.positions == {"standing": {0: 25}}


def test_a_transfer_to_itself_goes_out_and_in() -> None:
    rows = transfers(("a", "w", "m", 50), ("T1", "v", "m", 50), ("b", "m", "m", 60), ("c", "m", "x", 50))
    found = told(rows, ("B", "m"), "fifo")
    assert [(line.transfer_id, line.side) for line in found.lines if isinstance(line, Line)] == [
        *(("T1", "in"), ("b", "out"), ("b", "in"), ("c", "out"))
    ]
    line = found.lines[-1]
    assert isinstance(line, Line)
    assert line.moved == {0: 50}
    assert line.after == {OWN: 50}


@pytest.mark.parametrize("part", [0, 74, 76])
def test_a_walk_that_took_another_part_is_a_bug(part: int) -> None:
    ledger = clawback.read_ledger(ledger_table(transfers(("T1", "v", "m", 100), ("a", "m", "x", 75))))
    trace = clawback.trace(ledger, claims=["T1"], rule="fifo")
    trace.walk("fifo").log_parts["amount"][1] = part
    with pytest.raises(Bug, match="a takes"):
        explain(trace, "fifo", "B", "m")


def test_a_walk_that_found_another_position_is_a_bug() -> None:
    ledger = clawback.read_ledger(ledger_table(transfers(("T1", "v", "m", 100), ("a", "m", "x", 75))))
    trace = clawback.trace(ledger, claims=["T1"], rule="fifo")
    trace.walk("fifo").ends["amount"] += 1
    with pytest.raises(Bug, match="not those of the trace"):
        explain(trace, "fifo", "B", "m")
