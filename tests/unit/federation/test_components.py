"""Sources that can meet in an account are settled together, others apart."""

from __future__ import annotations

import gc
import weakref

from clawback.federation.book import Account, ListBook
from clawback.federation.node.components import Reached, groups, settle_apart
from clawback.federation.reaching import WalkLimits
from clawback.federation.settled import Outflow
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


def test_what_is_remembered_of_a_book_ends_with_it() -> None:
    here = book()
    parts = {"T0": {"fifo": Outflow(parts={}, depth=0, followed=True)}}
    assert len(settle_apart(here, [], parts, frozenset(), WalkLimits())) == 1
    gone = weakref.ref(here)
    del here
    gc.collect()
    assert gone() is None
