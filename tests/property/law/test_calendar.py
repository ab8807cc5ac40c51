"""The end of a period, against a second implementation, where clocks change, months end and holidays come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clawback.law import Calendar, Period, end_of, parse_period
from tests.property.law import slow

PLACES = (
    ("CN", None, "Asia/Shanghai"),
    ("GB", "ENG", "Europe/London"),
    ("GB", "SCT", "Europe/London"),
    ("ES", None, "Europe/Madrid"),
    ("US", None, "America/New_York"),
    ("BR", None, "America/Sao_Paulo"),
    ("AU", "NSW", "Australia/Sydney"),
    ("AU", "NSW", "Australia/Lord_Howe"),
    ("IN", None, "Asia/Kolkata"),
    ("SG", None, "Asia/Singapore"),
)
# Around changes of clocks in these zones, ends of February, New Year and golden weeks.
EDGES = [
    datetime.fromisoformat(text).replace(tzinfo=UTC)
    for text in (
        *("2018-11-04T03:00", "2018-02-18T02:00", "2026-03-29T01:00", "2026-10-25T01:00", "2026-03-08T07:00"),
        *("2026-11-01T06:00", "2026-04-04T16:00", "2026-10-03T16:00", "2027-02-28T12:00", "2028-02-29T12:00"),
        *("2026-12-31T23:59", "2025-09-30T16:00", "2026-02-14T16:00", "2026-04-02T22:59", "2028-01-31T00:00"),
    )
]
NEAR = st.builds(
    lambda edge, minutes, micros: edge + timedelta(minutes=minutes, microseconds=micros),
    st.sampled_from(EDGES),
    st.integers(-4 * 1440, 4 * 1440),
    st.sampled_from((0, 1, 999_999)),
)
FIRST, LAST = datetime.fromisoformat("2018-01-01"), datetime.fromisoformat("2029-12-31")
STARTS = NEAR | st.datetimes(FIRST, LAST, timezones=st.just(UTC))
HOURS = st.builds(lambda minutes: Period(minutes=minutes), st.integers(1, 10_000))
DAYS = st.builds(lambda days: Period(days=days), st.integers(1, 40))
MONTHS = st.builds(
    lambda months, days: Period(months=months, days=days), st.integers(1, 26), st.integers(0, 40)
)


@st.composite
def counted(draw: st.DrawFn) -> tuple[Period, Calendar]:
    country, part, zone = draw(st.sampled_from(PLACES))
    unit, periods = draw(
        st.sampled_from((("hours", HOURS), ("days", DAYS | MONTHS | HOURS), ("working-days", DAYS | HOURS)))
    )
    ends = "end-of-day" if unit == "working-days" else draw(st.sampled_from(("same-time", "end-of-day")))
    calendar = Calendar(unit=unit, country=country, zone=zone, subdivision=part, ends=ends)  # type: ignore[arg-type]
    return draw(periods), calendar


@given(STARTS, counted())
def test_an_end_is_where_the_slow_way_finds_it(start: datetime, of: tuple[Period, Calendar]) -> None:
    period, calendar = of
    assert end_of(start, period, calendar) == slow.end(start, period, calendar)


@given(STARTS, counted())
def test_an_end_comes_after_the_start(start: datetime, of: tuple[Period, Calendar]) -> None:
    assert end_of(start, *of) > start


@given(STARTS, STARTS, counted())
def test_who_starts_later_ends_no_earlier(
    one: datetime, other: datetime, of: tuple[Period, Calendar]
) -> None:
    early, late = sorted((one, other))
    # A left-out or repeated hour can turn two times of day around, and so can two dates that end with one short month.
    turned = timedelta(hours=1) + timedelta(days=1 if of[0].months else 0)
    assert end_of(early, *of) <= end_of(late, *of) + turned


@given(HOURS | DAYS | MONTHS)
def test_a_period_is_read_as_it_is_written(period: Period) -> None:
    assert parse_period(str(period)) == period
