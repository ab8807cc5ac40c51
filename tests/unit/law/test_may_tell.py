"""Now, later or never; nothing shows a hold that must not be known."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from clawback.errors import LawError
from clawback.law import Allowed, Period, Refused, may_delay_notice, may_tell
from clawback.law.parts import NoticeRule
from tests.unit.law.build import NOON, code, demo, entry, until

DAY = timedelta(days=1)


def told(basis_id: str, after: timedelta, **more: datetime) -> Allowed | Refused:
    return may_tell(demo(basis_id), placed_at=NOON, at=NOON + after, **more)


def test_a_required_notice_is_due_in_its_time() -> None:
    assert until(told("hold", timedelta())) == NOON + DAY
    assert until(told("hold", 9 * DAY)) == NOON + DAY
    assert until(told("restriction", timedelta(hours=1))) == NOON + timedelta(hours=1)


def test_a_delayed_notice_waits_for_its_day() -> None:
    early = told("quiet-hold", 3 * DAY - timedelta(seconds=1))
    assert isinstance(early, Refused)
    assert (early.code, early.until) == ("notice-delayed", NOON + 3 * DAY)
    assert until(told("quiet-hold", 3 * DAY)) == NOON + 4 * DAY


def test_an_order_makes_a_notice_wait_longer() -> None:
    later = NOON + 10 * DAY
    for basis_id in ("hold", "quiet-hold"):
        early = told(basis_id, 4 * DAY, delayed_until=later)
        assert isinstance(early, Refused)
        assert early.until == later
        assert until(told(basis_id, 10 * DAY, delayed_until=later)) == later + DAY


def test_an_order_does_not_shorten_the_law_s_own_delay() -> None:
    early = told("quiet-hold", 2 * DAY, delayed_until=NOON + DAY)
    assert isinstance(early, Refused)
    assert early.until == NOON + 3 * DAY


@pytest.mark.parametrize("delay", ["ordered", "unknown"])
def test_a_delay_without_an_end_is_silence(delay: str) -> None:
    rule = NoticeRule(rule="delayed", within="unknown", delay=delay, delay_by=("court",))  # type: ignore[arg-type]
    basis = replace(demo(), notice=rule)
    silent = may_tell(basis, placed_at=NOON, at=NOON + 999 * DAY)
    assert isinstance(silent, Refused)
    assert (silent.code, silent.until) == ("notice-delayed", None)
    assert until(may_tell(basis, placed_at=NOON, at=NOON + DAY, delayed_until=NOON + DAY)) is None


def test_forbidden_and_unknown_are_silence_whatever_is_ordered() -> None:
    assert code(told("silent-hold", 999 * DAY, delayed_until=NOON)) == "notice-forbidden"
    unknown = entry("cn", "stop")
    assert code(may_tell(unknown, placed_at=NOON, at=NOON + 999 * DAY)) == "notice-unknown"


def test_who_may_delay_a_notice() -> None:
    assert code(may_delay_notice(demo(), "court")) == "allowed"
    refused = may_delay_notice(demo(), "police")
    assert isinstance(refused, Refused)
    assert (refused.code, refused.ask) == ("delay-not-theirs", ("court",))
    assert code(may_delay_notice(demo("restriction"), "court")) == "delay-not-theirs"


def test_days_of_a_notice_are_the_zone_s() -> None:
    rule = NoticeRule(rule="required", within=Period(days=1), delay=None, delay_by=())
    placed_at = datetime.fromisoformat("2026-03-28T12:00Z")
    answer = may_tell(replace(demo(), notice=rule), placed_at=placed_at, at=placed_at)
    assert until(answer) == datetime.fromisoformat("2026-03-29T11:00Z")


def test_a_naive_time_is_an_error() -> None:
    with pytest.raises(LawError, match="no time zone"):
        told("hold", timedelta(), delayed_until=NOON.replace(tzinfo=None))
