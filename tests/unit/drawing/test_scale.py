"""The time scale runs forward, tears only what is long, and gives ticks that are true."""

from __future__ import annotations

import pytest

from clawback.clock import parse_time
from clawback.drawing.scale import time_scale
from clawback.drawing.ticks import ticks
from tests.unit.drawing.build import DAY, HOUR, MINUTE

NINE = parse_time("2026-03-02T09:00:00Z")


def test_even_times_are_drawn_evenly() -> None:
    scale = time_scale([0, 100, 200], 300, [10.0] * 3, 0.0, 300.0)
    assert scale.xs == pytest.approx([0, 100, 200, 300])
    assert not scale.breaks
    assert scale.at(150) == pytest.approx(150)


def test_a_long_wait_is_torn_and_keeps_its_length() -> None:
    scale = time_scale([0, MINUTE, 2 * MINUTE], 60 * DAY, [10.0] * 3, 0.0, 800.0)
    [gap] = scale.breaks
    assert gap.duration == 60 * DAY - 2 * MINUTE
    assert gap.right == scale.xs[-1] == pytest.approx(800.0)
    assert gap.right - gap.left < 70


def test_nights_are_torn_alike() -> None:
    day = [0, HOUR, 2 * HOUR]
    times = [night * 16 * HOUR + time for night in range(4) for time in day]
    breaks = time_scale(times, times[-1], [1.0] * 12, 0.0, 800.0).breaks
    assert [gap.duration for gap in breaks] == [14 * HOUR] * 3


def test_a_single_stretch_is_never_torn() -> None:
    assert not time_scale([0], 60 * DAY, [10.0], 0.0, 800.0).breaks


def test_rooms_are_narrowed_alike_where_they_are_too_many() -> None:
    scale = time_scale(list(range(1000)), 1000, [50.0] * 1000, 0.0, 800.0)
    assert scale.xs[-1] == pytest.approx(800.0)
    assert all(earlier < later for earlier, later in zip(scale.xs, scale.xs[1:], strict=False))


def test_all_in_one_instant_still_runs_to_the_right() -> None:
    scale = time_scale([5, 5, 5], 5, [10.0] * 3, 0.0, 300.0)
    assert scale.xs == pytest.approx([0, 100, 200, 300])


def test_ticks_are_round_and_date_is_written_once_a_day() -> None:
    scale = time_scale([NINE, NINE + HOUR, NINE + 2 * HOUR], NINE + 3 * HOUR, [10.0] * 3, 0.0, 900.0)
    found = ticks(scale, 890.0)
    assert [tick.clock for tick in found][:3] == ["09:00", "09:30", "10:00"]
    assert [tick.date for tick in found if tick.date] == ["2026-03-02"]


def test_days_and_months_are_ticks_without_a_clock() -> None:
    scale = time_scale([NINE], NINE + 200 * DAY, [10.0], 0.0, 900.0)
    found = ticks(scale, 890.0)
    assert found[0].date == "2026-04-01"
    assert not any(tick.clock for tick in found)


def test_a_moment_alone_is_its_own_tick() -> None:
    scale = time_scale([NINE + 7], NINE + 7, [10.0], 0.0, 900.0)
    assert [(tick.x, tick.clock) for tick in ticks(scale, 890.0)] == [(0.0, "09:00")]


def test_ticks_do_not_fail_in_the_last_year_there_is() -> None:
    last = parse_time("9999-12-31T00:00:00Z")
    assert ticks(time_scale([last], last + HOUR, [10.0], 0.0, 900.0), 890.0)
