from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from clawback.errors import LawError
from clawback.law import Refused, may_return
from tests.unit.law.build import NOON, at, code, demo, entry, give_back, money, two_counsel, until

RETURN = demo("return")
DAY = timedelta(days=1)


def test_a_return_is_paid_in_working_days() -> None:
    friday = at("2026-11-27T12:00Z")
    assert until(may_return(RETURN, give_back(at=friday, rule="pro-rata"))) == at("2026-12-03T00:00Z")


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"by": "agent"}, "not-theirs"),
        ({"by": "victim"}, "allowed"),
        ({"content": frozenset()}, "content-missing"),
        ({"method": "cn-2016-art-8"}, "method-not-allowed"),
        ({"method": "court"}, "method-not-allowed"),
        ({"method": "rising-tide"}, "allowed"),
        ({"rule": "pro-rata"}, "allowed"),
        ({"rule": "fifo"}, "rule-not-allowed"),
        ({"proportion": True}, "public-notice-due"),
        ({"proportion": True, "noticed_at": NOON - 3 * DAY}, "allowed"),
        ({"proportion": True, "noticed_at": NOON - 2 * DAY}, "public-notice-runs"),
    ],
)
def test_a_return_is_refused_by_name(changes: dict[str, object], refused: str) -> None:
    assert code(may_return(RETURN, give_back(**changes))) == refused


def test_a_notice_that_runs_says_until_when() -> None:
    answer = may_return(RETURN, give_back(proportion=True, noticed_at=NOON))
    assert isinstance(answer, Refused)
    assert answer.until == NOON + 3 * DAY


def test_a_hold_returns_nothing() -> None:
    assert code(may_return(demo(), give_back())) == "wrong-action"


def test_china_gives_straight_back_at_once_and_in_proportion_after_30_days() -> None:
    basis = entry("cn", "return")
    using = two_counsel(basis)
    direct = give_back(method="cn-2016-art-8", at=at("2026-12-30T12:00+08:00"))
    # 31 December, then 4 and 5 January 2027: the first is a holiday, the second and third a weekend.
    assert until(may_return(basis, direct, using)) == at("2027-01-06T00:00+08:00")
    shared = replace(direct, proportion=True)
    assert code(may_return(basis, shared, using)) == "public-notice-due"
    assert code(may_return(basis, replace(shared, noticed_at=NOON), using)) == "allowed"
    assert code(may_return(basis, replace(shared, noticed_at=NOON + 10 * DAY), using)) == "public-notice-runs"
    assert code(may_return(basis, replace(direct, method="pari-passu"), using)) == "method-not-allowed"


@pytest.mark.parametrize(
    ("jurisdiction", "basis_id", "changes", "answered"),
    [
        ("in", "return-small", {"by": "agent"}, "who-is-unknown"),
        ("in", "return-attached", {"by": "police", "method": "pari-passu"}, "public-notice-unknown"),
        ("in", "return-attached", {"by": "court", "method": "pari-passu", "proportion": True}, "allowed"),
        ("sg", "return-court", {"by": "court", "method": "court"}, "allowed"),
        ("gb", "return-shared", {"by": "agent", "method": "reimbursers"}, "allowed"),
        ("th", "return-amlo", {"by": "agency", "method": "pari-passu", "proportion": True}, "public-notice-due"),
        ("gb", "return-shared", {"by": "agent", "method": "traced"}, "method-not-allowed"),
        ("br", "med-return", {"by": "agent"}, "method-unknown"),
    ],
)  # fmt: skip
def test_what_was_not_found_is_not_done(
    jurisdiction: str, basis_id: str, changes: dict[str, object], answered: str
) -> None:
    basis = entry(jurisdiction, basis_id)
    assert code(may_return(basis, give_back(**changes), two_counsel(basis))) == answered


def test_thailand_waits_90_days_for_others() -> None:
    basis = entry("th", "return-amlo")
    question = give_back(by="agency", method="pari-passu", proportion=False, noticed_at=NOON - 89 * DAY)
    assert code(may_return(basis, question, two_counsel(basis))) == "public-notice-runs"
    assert code(may_return(basis, replace(question, at=NOON + DAY), two_counsel(basis))) == "allowed"


def test_a_time_from_the_report_needs_the_report() -> None:
    assert RETURN.returns is not None
    basis = replace(RETURN, returns=replace(RETURN.returns, pay_from="report"))
    assert code(may_return(basis, give_back())) == "needs-start"
    assert until(may_return(basis, give_back(reported_at=NOON - 2 * DAY))) == at("2026-11-27T00:00Z")


@pytest.mark.parametrize("changes", [{"amount": money("0.00")}, {"noticed_at": NOON.replace(tzinfo=None)}])
def test_a_question_without_meaning_is_an_error(changes: dict[str, object]) -> None:
    with pytest.raises(LawError):
        give_back(**changes)
