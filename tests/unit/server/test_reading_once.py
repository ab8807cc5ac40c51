"""What a page asks once is about all that it noted, and never about less than it asked."""

from __future__ import annotations

from clawback.server.casework.reading_once import note, read_once, widened


def test_what_was_noted_widens_a_question_that_it_holds_and_no_other() -> None:
    assert widened("claims", [1]) == {1}
    with read_once():
        assert widened("claims", [1]) == {1}
        note("claims", [1, 2])
        assert widened("claims", [1]) == {1, 2}
        assert widened("claims", [2, 3]) == {2, 3}
        assert widened("claims", [4]) == {4}
