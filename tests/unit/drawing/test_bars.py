"""Bars hang from their upper edge, in steps; ribbons leave from and reach the lower end of a slice."""

from __future__ import annotations

import pytest

from clawback.drawing.bars import grain_of, slices
from clawback.drawing.profiles import Profile
from clawback.drawing.stacks import THINNEST, Measure

PIXEL = Measure(1.0)


def test_a_step_shows_how_much_at_each_moment() -> None:
    profile = Profile([(0.0, (10, 0)), (50.0, (10, 20)), (80.0, (0, 20))], 100.0, 30.0)
    first, second = slices(profile, PIXEL, 5.0, 0.5)
    assert first == "M0 5H50H80V15H50H0Z"
    assert second == "M50 15H80V5H100V25H80V35H50Z"


def test_a_bar_that_is_empty_for_a_while_has_two_parts() -> None:
    profile = Profile([(0.0, (10,)), (20.0, (0,)), (60.0, (5,))], 100.0, 10.0)
    assert slices(profile, PIXEL, 0.0, 0.5)[0].count("M") == 2


def test_a_stay_shorter_than_the_grain_is_still_shown() -> None:
    profile = Profile([(0.0, (10,)), (0.1, (0,))], 0.4, 10.0)
    assert slices(profile, PIXEL, 0.0, 0.5) == ["M0 0H0.4V10H0Z"]


def test_a_crowd_of_steps_is_drawn_coarser() -> None:
    few = Profile([(0.0, (1,))], 1.0, 1.0)
    crowd = Profile([(float(x), (x + 1,) * 7) for x in range(2000)], 2000.0, 1.0)
    assert grain_of([few]) == 0.5
    assert grain_of([crowd]) == 2.0


def test_little_money_is_still_seen() -> None:
    assert Measure(0.001).height(1) == THINNEST
    assert Measure(0.001).height(0) == 0
    assert Measure(0.001).edges([1, 1]) == pytest.approx([0, THINNEST / 2, THINNEST])


def test_a_part_lies_at_the_lower_end_of_its_slice() -> None:
    assert PIXEL.bands([10, 20], [4, 5]) == [(6.0, 10.0), (25.0, 30.0)]
