"""Which part of a transfer starts, is held or ends is found from transfers and positions alone."""

from __future__ import annotations

from dataclasses import replace

from clawback.drawing.following import HELD, ORIGIN, Place, follow
from tests.unit.drawing.build import Story

V, A, B = ("N", "V"), ("N", "1"), ("S", "2")


def told(story: Story) -> list[tuple[str, str, int]]:
    return [(move.source.form, move.target.form, move.units) for move in follow(story.flow())]


def test_a_claim_starts_where_it_is_reported_and_ends_where_positions_say() -> None:
    story = Story().report("T1", V, A, 10).move(A, B, 4, "exit").move(A, B, 3)
    assert told(story) == [(ORIGIN, HELD, 10), (HELD, "exit", 4), (HELD, HELD, 3)]


def test_what_stands_is_what_came_last() -> None:
    story = Story().report("T1", V, A, 10).move(A, B, 4, "overdraft").move(A, B, 6)
    assert told(story)[1:] == [(HELD, "overdraft", 4), (HELD, HELD, 6)]


def test_a_transfer_may_end_in_part() -> None:
    story = Story().report("T1", V, A, 10).move(A, B, 10)
    story.standing[B]["T1"] -= 3
    story.ended[B, "unfollowed"]["T1"] += 3
    assert told(story)[1:] == [(HELD, HELD, 7), (HELD, "unfollowed", 3)]


def test_money_of_an_older_claim_leaves_a_victim_who_is_robbed_too() -> None:
    story = Story().report("T1", V, A, 10).report("T2", A, B, 5)
    story.transfers[1] = replace(story.transfers[1], parts={"T1": 10, "T2": 5})
    story.standing[A]["T1"] -= 10
    story.standing[B]["T1"] += 10
    moves = follow(story.flow())
    assert {(move.claim, move.source) for move in moves if move.row == 1} == {
        ("T2", Place(A, ORIGIN)),
        ("T1", Place(A, HELD)),
    }


def test_money_that_goes_to_the_same_account_stays_there() -> None:
    assert told(Story().report("T1", V, A, 10).move(A, A, 10)) == [(ORIGIN, HELD, 10), (HELD, HELD, 10)]
