from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from clawback.errors import LawError
from clawback.law import Period, Refused, may_renew
from tests.unit.law.build import NOON, code, demo, entry, renewal, until, with_terms

HOLD = demo()
END = renewal().end


def test_a_renewal_runs_from_the_end_before_it() -> None:
    early, late = renewal(), renewal(at=END - timedelta(seconds=1))
    assert until(may_renew(HOLD, early)) == until(may_renew(HOLD, late)) == END + timedelta(days=30)


@pytest.mark.parametrize(
    ("terms", "changes", "refused"),
    [
        ({}, {"at": END}, "hold-ended"),
        ({}, {"by": "agent"}, "not-theirs"),
        ({}, {"renewals": 2}, "allowed"),
        ({}, {"renewals": 3}, "renewals-used"),
        ({}, {"stated": Period(days=30)}, "allowed"),
        ({}, {"stated": Period(days=31)}, "period-too-long"),
        ({"renewals": 0, "renewal": "none"}, {}, "no-renewal"),
        ({"renewals": "uncapped"}, {"renewals": 99, "end": renewal().start + timedelta(days=80)}, "allowed"),
        ({"renewals": "unknown"}, {}, "renewals-unknown"),
        ({"renewal": "unknown"}, {"stated": Period(days=1)}, "renewals-unknown"),
        ({"renewal": "stated"}, {}, "needs-period"),
        ({"renewal": "stated"}, {"stated": Period(days=20)}, "allowed"),
        ({"total": "unknown"}, {}, "total-unknown"),
        ({"total": "uncapped"}, {}, "allowed"),
        ({"renewed_by": "unknown"}, {}, "who-is-unknown"),
        ({"total": Period(minutes=2880)}, {}, "total-reached"),
    ],
)  # fmt: skip
def test_a_renewal_is_refused_by_name(
    terms: dict[str, object], changes: dict[str, object], refused: str
) -> None:
    assert code(may_renew(with_terms(HOLD, **terms), renewal(**changes))) == refused


def test_the_last_renewal_ends_with_the_total() -> None:
    start = renewal().start
    answer = may_renew(HOLD, renewal(end=start + timedelta(days=80), renewals=2))
    assert until(answer) == start + timedelta(days=92)


def test_working_days_go_on_with_the_next_day() -> None:
    delay = with_terms(
        demo("delay"), renewals=1, renewal=Period(days=2), renewed_by=("agent",), total="uncapped"
    )
    wednesday_night = datetime.fromisoformat("2026-11-26T00:00Z")
    question = renewal(by="agent", at=wednesday_night - timedelta(hours=1), end=wednesday_night)
    assert until(may_renew(delay, question)) == datetime.fromisoformat("2026-11-28T00:00Z")


def test_the_basis_of_the_day_of_placing_renews_after_its_last_day() -> None:
    over = replace(HOLD, valid_to=renewal().start.date())
    assert code(may_renew(over, renewal())) == "allowed"


def test_an_unread_basis_is_not_renewed() -> None:
    assert code(may_renew(entry("cn", "freeze"), renewal())) == "unverified"


def test_who_may_not_is_told_who_may() -> None:
    answer = may_renew(HOLD, renewal(by="agent"))
    assert isinstance(answer, Refused)
    assert answer.ask == ("centre", "police", "court")


def test_only_a_hold_is_renewed() -> None:
    assert code(may_renew(demo("return"), renewal())) == "wrong-action"


@pytest.mark.parametrize(
    "changes", [{"end": renewal().start}, {"renewals": -1}, {"at": NOON.replace(tzinfo=None)}]
)
def test_a_question_without_meaning_is_an_error(changes: dict[str, object]) -> None:
    with pytest.raises(LawError):
        renewal(**changes)


def test_it_is_counted_from_noon() -> None:
    assert renewal().at == NOON
