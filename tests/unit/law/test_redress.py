"""Who lets go, and until when an objection is decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from clawback.law import Period, Refused, may_object, may_release, profile
from tests.unit.law.build import NOON, code, demo, entry, until, with_terms

HOUSE = profile("demo", demo=True).house
DAY = timedelta(days=1)


@pytest.mark.parametrize("by", ["centre", "police", "agent"])
def test_we_let_go_where_the_basis_lets_us(by: object) -> None:
    assert code(may_release(demo(), by)) == "allowed"  # type: ignore[arg-type]


def test_a_court_s_hold_is_for_the_court_to_let_go() -> None:
    answer = may_release(demo("freeze"), "centre")
    assert isinstance(answer, Refused)
    assert (answer.code, answer.ask) == ("ask-who-releases", ("court",))


def test_where_nobody_is_known_those_who_ordered_are_asked() -> None:
    answer = may_release(entry("cn", "freeze"), "centre")
    assert isinstance(answer, Refused)
    assert answer.ask == ("police",)
    nobody = may_release(replace(with_terms(demo(), released_by="unknown"), ordered_by="unknown"), "centre")
    assert isinstance(nobody, Refused)
    assert (nobody.ask, nobody.reason) == ((), "it is not known who lets go: counsel decides")


def test_only_a_hold_is_let_go() -> None:
    assert code(may_release(demo("return"), "centre")) == "wrong-action"


def test_an_objection_is_decided_in_time_day_and_night() -> None:
    made_at = NOON + 500 * DAY
    answer = may_object(demo(), told_at=NOON, made_at=made_at, house=HOUSE)
    assert until(answer) == made_at + timedelta(hours=4)


def test_the_law_s_own_time_counts_before_the_house_s() -> None:
    answer = may_object(demo("freeze"), told_at=NOON, made_at=NOON, house=HOUSE)
    assert until(answer) == NOON + 5 * DAY


@pytest.mark.parametrize(("jurisdiction", "basis_id"), [("cn", "bank-delay"), ("sg", "restriction-order")])
def test_the_house_s_time_counts_where_the_law_gives_no_number(jurisdiction: str, basis_id: str) -> None:
    answer = may_object(entry(jurisdiction, basis_id), told_at=NOON, made_at=NOON, house=HOUSE)
    assert until(answer) == NOON + timedelta(hours=4)


@pytest.mark.parametrize(
    ("late", "answered"), [(timedelta(), "allowed"), (timedelta(seconds=1), "objection-late")]
)
def test_an_objection_can_be_late(late: timedelta, answered: str) -> None:
    limited = replace(demo(), objection=replace(demo().objection, made_within=Period(days=14)))
    answer = may_object(limited, told_at=NOON, made_at=NOON + 14 * DAY + late, house=HOUSE)
    assert code(answer) == answered
