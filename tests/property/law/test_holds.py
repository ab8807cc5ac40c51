"""Whatever a basis says, whoever asks and when: a hold never outlives its periods, nor its total."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from clawback.law import (
    Allowed,
    Basis,
    Calendar,
    HoldQuestion,
    Period,
    RenewalQuestion,
    may_hold,
    may_renew,
    profile,
)
from clawback.law import basis as chosen
from clawback.law.parts import HoldTerms
from clawback.money import Amount, currency
from tests.property.law import slow

START = datetime(2026, 3, 27, 22, 30, tzinfo=UTC)
DEMO = replace(
    chosen(profile("demo", demo=True), "hold", START.date()),
    minimum_content="unknown",
    ordered_by=("police",),
)

CALENDARS = st.sampled_from(
    (
        Calendar(unit="hours", country="unknown", zone="unknown", ends="same-time"),
        Calendar(unit="days", country="GB", zone="Europe/London", ends="same-time"),
        Calendar(unit="days", country="GB", zone="Europe/London", ends="end-of-day"),
        Calendar(unit="working-days", country="GB", zone="Europe/London", ends="end-of-day"),
    )
)


def periods(calendar: Calendar) -> st.SearchStrategy[Period]:
    hours = st.builds(lambda count: Period(minutes=60 * count), st.integers(1, 400))
    days = st.builds(lambda count: Period(days=count), st.integers(1, 60))
    months = st.builds(lambda count: Period(months=count), st.integers(1, 7))
    return {"hours": hours, "days": hours | days | months, "working-days": hours | days}[calendar.unit]


def long(calendar: Calendar) -> st.SearchStrategy[Period]:
    days = st.builds(lambda count: Period(days=count), st.integers(1, 150))
    hours = st.builds(lambda count: Period(minutes=60 * count), st.integers(1, 2000))
    return hours if calendar.unit == "hours" else days


def mostly(usual: st.SearchStrategy[Any], *others: str) -> st.SearchStrategy[Any]:
    """One of `others` in about one of five."""
    return st.integers(0, 4).flatmap(lambda roll: usual if roll else st.sampled_from(others))


@st.composite
def bases(draw: st.DrawFn) -> tuple[Basis, HoldTerms]:
    calendar = draw(CALENDARS)
    period = periods(calendar)
    assert DEMO.hold is not None
    terms = replace(
        DEMO.hold,
        calendar=calendar,
        first=draw(mostly(period, "stated", "unknown")),
        renewal=draw(mostly(period, "stated", "unknown")),
        renewals=draw(mostly(st.integers(1, 4), "uncapped", "unknown")),
        total=draw(mostly(long(calendar) | st.just("uncapped"), "unknown")),
        renewed_by=("police",),
        emergency="none",
    )
    return replace(DEMO, hold=terms), terms


@st.composite
def lives(draw: st.DrawFn) -> tuple[HoldTerms, list[datetime], list[Period | None]]:
    """The ends of a hold in turn, and the periods that orders stated."""
    basis, terms = draw(bases())
    stated = st.none() | periods(terms.calendar)
    said = [draw(stated)]
    first = may_hold(basis, question(said[0]))
    ends: list[datetime] = []
    if isinstance(first, Allowed):
        assert first.until is not None
        ends.append(first.until)
    for _ in range(draw(st.integers(0, 8)) if ends else 0):
        period = draw(stated)
        at = ends[-1] + timedelta(minutes=draw(st.integers(-500, 0) | st.just(20)))
        answer = may_renew(basis, renewal(max(at, START), ends, period))
        if isinstance(answer, Allowed):
            assert answer.until is not None
            ends.append(answer.until)
            said.append(period)
    return terms, ends, said


def question(stated: Period | None) -> HoldQuestion:
    return HoldQuestion(
        at=START,
        by="police",
        on="holder",
        amount=Amount(500_000, currency("EUR")),
        confirmed=True,
        stated=stated,
    )


def renewal(at: datetime, ends: list[datetime], stated: Period | None) -> RenewalQuestion:
    return RenewalQuestion(
        at=at, by="police", start=START, end=ends[-1], renewals=len(ends) - 1, stated=stated
    )


def latest(terms: HoldTerms, count: int, said: list[Any]) -> datetime:
    """The end of the first period and of `count` renewals, each as long as it may be, one after another."""
    end = slow.end(START, terms.first if isinstance(terms.first, Period) else said[0], terms.calendar)
    for stated in said[1 : count + 1]:
        begun = end - timedelta(microseconds=1) if terms.calendar.ends == "end-of-day" else end
        end = slow.end(begun, terms.renewal if isinstance(terms.renewal, Period) else stated, terms.calendar)
    return end


@given(lives())
def test_a_hold_never_outlives_its_periods(
    life: tuple[HoldTerms, list[datetime], list[Period | None]],
) -> None:
    terms, ends, said = life
    assert all(end <= latest(terms, count, said) for count, end in enumerate(ends))
    if isinstance(terms.renewals, int):
        assert len(ends) <= 1 + terms.renewals


@given(lives())
def test_a_hold_never_outlives_its_total(life: tuple[HoldTerms, list[datetime], list[Period | None]]) -> None:
    terms, ends, _ = life
    if isinstance(terms.total, Period):
        assert all(end <= slow.end(START, terms.total, terms.calendar) for end in ends)
    assert ends == sorted(set(ends))


@given(lives())
def test_what_is_unknown_never_renews(life: tuple[HoldTerms, list[datetime], list[Period | None]]) -> None:
    terms, ends, _ = life
    if "unknown" in (terms.total, terms.renewals, terms.renewal):
        assert len(ends) <= 1
    if terms.first == "unknown":
        assert ends == []
