"""Ends of periods worked out by hand from calendars that anybody can look up."""

from __future__ import annotations

from datetime import UTC, date
from typing import Any

import pytest

from clawback.errors import LawError
from clawback.law import Calendar, end_of, parse_period
from clawback.law.calendar import local_day
from clawback.law.working_days import is_worked
from tests.unit.law.build import at


def calendar(
    unit: Any, country: str, zone: str, ends: Any = "same-time", part: str | None = None
) -> Calendar:
    return Calendar(unit=unit, country=country, zone=zone, ends=ends, subdivision=part)


LONDON = calendar("days", "GB", "Europe/London")
ENGLAND = calendar("working-days", "GB", "Europe/London", "end-of-day", "ENG")
CHINA = calendar("working-days", "CN", "Asia/Shanghai", "end-of-day")
SHANGHAI = calendar("days", "CN", "Asia/Shanghai")
NEW_YORK = calendar("days", "US", "America/New_York")


@pytest.mark.parametrize(
    ("start", "period", "by", "end"),
    [
        pytest.param("2026-03-28T12:00+00:00", "PT48H", LONDON, "2026-03-30T13:00+01:00", id="hours over a change"),
        pytest.param("2026-03-28T12:00+00:00", "P2D", LONDON, "2026-03-30T12:00+01:00", id="days keep the time of day"),
        pytest.param("2026-10-24T12:00+01:00", "P1D", LONDON, "2026-10-25T12:00+00:00", id="a day of 25 hours"),
        pytest.param("2026-10-24T01:30+01:00", "P1D", LONDON, "2026-10-25T01:30+01:00", id="twice: the earlier"),
        pytest.param("2026-03-28T01:30+00:00", "P1D", LONDON, "2026-03-29T02:30+01:00", id="left out: 24 hours"),
        pytest.param("2026-08-31T10:00+08:00", "P6M", SHANGHAI, "2027-02-28T10:00+08:00", id="no 31 February"),
        pytest.param("2027-08-31T10:00+08:00", "P6M", SHANGHAI, "2028-02-29T10:00+08:00", id="a leap year"),
        pytest.param("2028-02-29T10:00+08:00", "P1Y", SHANGHAI, "2029-02-28T10:00+08:00", id="a year after a leap day"),
        pytest.param("2026-01-31T10:00+08:00", "P1M1D", SHANGHAI, "2026-03-01T10:00+08:00", id="months first"),
        pytest.param("2026-01-01T02:00+00:00", "P1D", NEW_YORK, "2026-01-02T02:00+00:00", id="the zone's own date"),
        pytest.param("2025-12-24T10:00+00:00", "P3D", ENGLAND, "2026-01-01T00:00+00:00", id="Christmas in England"),
        pytest.param("2025-04-17T23:30+01:00", "P1D", ENGLAND, "2025-04-23T00:00+01:00", id="Easter in England"),
        pytest.param("2025-04-17T23:30+00:00", "P1D", ENGLAND, "2025-04-23T00:00+01:00", id="Friday by then in London"),
        pytest.param("2025-09-27T10:00+08:00", "P1D", CHINA, "2025-09-29T00:00+08:00", id="a Sunday that is worked"),
        pytest.param("2025-09-30T10:00+08:00", "P3D", CHINA, "2025-10-12T00:00+08:00", id="a golden week"),
    ],
)  # fmt: skip
def test_a_period_ends(start: str, period: str, by: Calendar, end: str) -> None:
    assert end_of(at(start), parse_period(period), by) == at(end)


def test_an_end_is_in_utc() -> None:
    assert end_of(at("2026-03-28T12:00+01:00"), parse_period("P1D"), LONDON).tzinfo is UTC


def test_the_end_of_a_last_day_can_count() -> None:
    by = calendar("days", "CN", "Asia/Shanghai", "end-of-day")
    assert end_of(at("2026-03-01T09:00+08:00"), parse_period("P1D"), by) == at("2026-03-03T00:00+08:00")


@pytest.mark.parametrize(
    ("period", "by", "said"),
    [
        ("P3D", calendar("hours", "CN", "Asia/Shanghai"), "not a period of hours"),
        ("P1M", ENGLAND, "not a number of working days"),
        ("P3D", calendar("working-days", "unknown", "Europe/London", "end-of-day"), "country whose working days count"),
        ("P3D", calendar("days", "unknown", "unknown"), "time zone in which days are counted is unknown"),
        ("P3D", calendar("working-days", "XX", "Europe/London", "end-of-day"), "public holidays of XX are not known"),
        ("P3D", calendar("working-days", "GB", "Europe/London", "end-of-day", "XYZ"), "holidays of GB-XYZ are not"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_said(period: str, by: Calendar, said: str) -> None:
    with pytest.raises(LawError, match=said):
        end_of(at("2026-03-01T09:00Z"), parse_period(period), by)


@pytest.mark.parametrize("period", ["P999Y", "P9999M", "PT999999H", "P99999D"])
@pytest.mark.parametrize("by", [LONDON, ENGLAND])
def test_an_end_beyond_all_calendars_is_refused(period: str, by: Calendar) -> None:
    with pytest.raises(LawError, match=r"after the year 9998|not a number of working days"):
        end_of(at("9998-12-01T00:00Z"), parse_period(period), by)


def test_working_days_end_with_a_day() -> None:
    with pytest.raises(LawError, match="end with the last of them"):
        calendar("working-days", "GB", "Europe/London", "same-time")


def test_a_naive_start_is_refused() -> None:
    with pytest.raises(LawError, match="no time zone"):
        end_of(at("2026-03-01T00:00"), parse_period("PT1H"), LONDON)


def test_working_days_are_the_country_s() -> None:
    day = date(2025, 11, 30)
    assert not is_worked(day, "GB", "SCT")
    monday = date(2025, 12, 1)
    assert (is_worked(monday, "GB", "ENG"), is_worked(monday, "GB", "SCT")) == (True, False)
    assert (is_worked(date(2025, 12, 26), "GB"), is_worked(date(2025, 12, 26), "CN")) == (False, True)


def test_a_day_is_the_zone_s_own() -> None:
    late = at("2026-03-01T17:00Z")
    assert local_day(late, "Asia/Shanghai") == date(2026, 3, 2)
    assert local_day(late, "unknown") == date(2026, 3, 1)
