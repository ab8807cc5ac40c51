"""Sources that can meet in an account are settled together, others apart."""

from __future__ import annotations

import gc
import weakref

from clawback.federation.book import Account, ListBook
from clawback.federation.node.components import Reached, groups, settle_apart
from clawback.federation.reaching import WalkLimits
from clawback.federation.settled import ClaimRow, Outflow
from clawback.federation.settling import settle
from tests.property.federation.world import movement

A, B, C, D, E = (("B1", name) for name in "ABCDE")
OUT: Account = ("B2", "X")


def book() -> ListBook:
    rows = [
        movement(0, OUT, A, 100),
        movement(1, OUT, C, 100),
        movement(2, A, B, 50),
        movement(3, B, OUT, 50),
        movement(4, C, D, 50),
        movement(5, OUT, D, 50),
        movement(6, OUT, E, 50),
        movement(7, OUT, B, 50),
    ]
    return ListBook(rows, lambda account: account[0] == "B1")


def test_who_can_meet_is_together() -> None:
    found = groups(["T0", "T1", "T5", "T6", "T7"], book(), Reached())
    assert sorted(map(sorted, found)) == [["T0", "T7"], ["T1", "T5"], ["T6"]]


def test_money_reaches_what_is_paid_later_and_not_before() -> None:
    reached = Reached()
    assert reached.of("T0", book()) == {A, B}
    assert reached.of("T3", book()) == {B}
    assert reached.of("T5", book()) == {D}


def test_a_claim_that_comes_back_elsewhere_starts_once() -> None:
    """It starts with T3 out of B, where T0 brings another claim; it comes in again at E, which B never reaches."""
    rows = [
        ClaimRow(order=(0,), name="other", key=""),
        ClaimRow(order=(1,), name="T3", key="T3"),
    ]
    coming = {
        "T0": Outflow(parts={"other": 60}, depth=1, followed=True),
        "T6": Outflow(parts={"T3": 20}, depth=2, followed=True),
    }
    found = settle_apart(
        book(),
        rows,
        {own: {"fifo": each} for own, each in coming.items()},
        frozenset(),
        WalkLimits(),
    )
    assert found["fifo"] == settle(book(), "fifo", rows, coming)
    assert found["fifo"].standing[E] == {"T3": 20}


def test_what_is_remembered_of_a_book_ends_with_it() -> None:
    here = book()
    parts = {"T0": {"fifo": Outflow(parts={}, depth=0, followed=True)}}
    assert settle_apart(here, [], parts, frozenset(), WalkLimits())["fifo"].standing == {}
    gone = weakref.ref(here)
    del here
    gc.collect()
    assert gone() is None
