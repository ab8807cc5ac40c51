"""What the law of each jurisdiction says of holds, as far as it was found, asked of the engine."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from clawback.law import (
    Allowed,
    Basis,
    Period,
    Refused,
    in_force,
    may_hold,
    may_release,
    may_renew,
    may_tell,
    profile,
)
from clawback.law.words import Actor
from tests.unit.law.build import NOON, at, code, entry, hold, money, renewal, two_counsel, until


def asked(of: Basis, currency: str, **changes: object) -> Allowed | Refused:
    return may_hold(of, hold(**{"amount": money("50000.00", currency), **changes}), two_counsel(of))


def chain(of: Basis, start: datetime, by: Actor, first: datetime) -> list[datetime]:
    """The ends of a hold that is renewed an hour before each, until it is refused."""
    ends = [first]
    while True:
        question = renewal(
            at=ends[-1] - timedelta(hours=1), by=by, start=start, end=ends[-1], renewals=len(ends) - 1
        )
        answer = may_renew(of, question, two_counsel(of))
        if isinstance(answer, Refused) or len(ends) > 20:
            return ends
        assert answer.until is not None
        ends.append(answer.until)


def test_china_stops_for_48_hours_and_twice_at_most() -> None:
    stop = entry("cn", "stop")
    assert until(asked(stop, "CNY")) == NOON + timedelta(hours=48)
    assert code(asked(stop, "CNY", held_on_account=1, held_for_credit=1)) == "allowed"
    assert code(asked(stop, "CNY", held_on_account=2)) == "held-often-enough"
    assert code(asked(stop, "CNY", by="agent")) == "not-theirs"
    assert code(asked(stop, "CNY", content=frozenset({"account", "amount"}))) == "content-missing"


def test_china_s_stop_is_not_renewed() -> None:
    answer = may_renew(entry("cn", "stop"), renewal(), two_counsel(entry("cn", "stop")))
    assert code(answer) == "no-renewal"


def test_china_freezes_for_six_months_at_a_time() -> None:
    freeze = entry("cn", "freeze")
    start = at("2026-11-30T10:00+08:00")
    first = until(asked(freeze, "CNY", at=start))
    assert first == at("2027-05-30T10:00+08:00")
    ends = chain(freeze, start, "police", first)
    assert ends[:3] == [first, at("2027-11-30T10:00+08:00"), at("2028-05-30T10:00+08:00")]
    assert len(ends) > 20


def test_china_s_bank_tells_at_once_and_states_a_period() -> None:
    delay = entry("cn", "bank-delay")
    assert code(may_hold(delay, hold(by="agent"))) == "needs-period"
    assert until(may_hold(delay, hold(by="agent", stated=Period(days=1)))) == NOON + timedelta(days=1)
    assert until(may_tell(delay, placed_at=NOON, at=NOON)) == NOON
    assert code(may_release(delay, "agent")) == "allowed"


def test_hong_kong_s_bank_holds_by_itself_for_a_time_it_states() -> None:
    bank = entry("hk", "no-consent")
    assert code(asked(bank, "HKD", by="agent")) == "needs-period"
    answer = asked(bank, "HKD", by="police", stated=Period(days=30))
    assert isinstance(answer, Allowed)
    assert not answer.decides
    assert code(may_tell(bank, placed_at=NOON, at=NOON)) == "notice-unknown"


def test_india_s_hold_lapses_after_90_days() -> None:
    amount = entry("in", "amount-hold")
    end = until(asked(amount, "INR", by="agent"))
    assert end == NOON + timedelta(days=90)
    assert chain(amount, NOON, "agent", end) == [end]
    assert code(asked(amount, "INR", by="agent", extent="account")) == "amount-only"


def test_india_s_attachment_has_no_period_that_was_found() -> None:
    attachment = entry("in", "attachment")
    assert code(asked(attachment, "INR", by="court", since=NOON, stated=Period(days=60))) == "period-unknown"


def test_singapore_restricts_the_victim_s_own_account_for_30_days_and_five_times_more() -> None:
    order = entry("sg", "restriction-order")
    question = hold(on="victim", extent="account", amount=money("5000.00", "SGD"))
    first = until(may_hold(order, question))
    ends = chain(order, NOON, "police", first)
    assert ends == [NOON + timedelta(days=30 * count) for count in range(1, 7)]
    assert code(may_hold(order, hold(extent="account"))) == "wrong-account"


def test_singapore_s_written_order_has_no_renewal_that_was_found() -> None:
    order = entry("sg", "written-order")
    question = {"stated": Period(days=90), "extent": "account"}
    end = until(asked(order, "SGD", **question))
    assert end == NOON + timedelta(days=90)
    assert chain(order, NOON, "police", end) == [end]
    assert may_release(order, "police") == Refused(
        code="ask-who-releases",
        reason="letting go is for others: court",
        article="Criminal Procedure Code 2010, s. 35(2)(b)",
        details=(("who", "court"),),
        ask=("court",),
    )


def test_malaysia_s_police_state_the_period_and_its_agency_has_90_days() -> None:
    assert until(asked(entry("my", "police-order"), "MYR", stated=Period(days=14))) == NOON + timedelta(
        days=14
    )
    assert until(asked(entry("my", "agency-freeze"), "MYR", by="agency")) == NOON + timedelta(days=90)


def test_thailand_stops_72_hours_then_7_days_from_the_complaint() -> None:
    first, second = entry("th", "victim-stop"), entry("th", "complaint-stop")
    assert until(asked(first, "THB", by="agent")) == NOON + timedelta(hours=72)
    later, complaint = NOON + timedelta(hours=70), NOON + timedelta(hours=60)
    assert code(asked(second, "THB", at=later, since=complaint)) == "must-follow"
    assert code(asked(second, "THB", at=later, follows="victim-stop")) == "needs-start"
    answer = asked(second, "THB", at=later, since=complaint, follows="victim-stop")
    assert until(answer) == complaint + timedelta(days=7)


def test_the_united_kingdom_stops_seven_working_days_after_a_disclosure() -> None:
    notice = entry("gb", "daml-notice")
    disclosed = at("2026-12-17T15:00Z")
    question = hold(by="agent", at=disclosed, since=disclosed, amount=money("5000.00", "GBP"))
    # 18, 21, 22, 23, 24, 29, 30 December: Boxing Day is a Saturday, so the 28th is a holiday.
    assert until(may_hold(notice, question)) == at("2026-12-31T00:00Z")
    assert code(may_tell(notice, placed_at=disclosed, at=disclosed)) == "notice-forbidden"


def test_the_united_kingdom_s_moratorium_is_31_days_and_186_more() -> None:
    moratorium = entry("gb", "daml-moratorium")
    refused_at = at("2026-11-24T10:00Z")
    question = hold(by="agency", since=refused_at, follows="daml-notice", amount=money("5000.00", "GBP"))
    first = until(may_hold(moratorium, question))
    ends = chain(moratorium, refused_at, "court", first)
    assert first == refused_at + timedelta(days=31)
    assert len(ends) == 7
    assert ends[-1] == at("2027-06-29T10:00+01:00")
    assert (ends[-1] - refused_at).days == 216  # 217 days by the calendar, one hour less by the clock
    assert code(may_renew(moratorium, renewal(by="agency"))) == "not-theirs"


def test_the_united_kingdom_s_firm_delays_to_the_end_of_the_fourth_business_day() -> None:
    delay = entry("gb", "outbound-delay")
    answer = asked(delay, "GBP", by="agent", on="victim", since=at("2026-11-25T09:00Z"))
    assert until(answer) == at("2026-12-02T00:00Z")


def test_the_united_kingdom_s_court_freezes_1000_pounds_or_more_for_two_years_or_less() -> None:
    order = entry("gb", "freezing-order")
    question = {"by": "court", "extent": "account", "since": NOON}
    assert code(asked(order, "GBP", amount=money("999.99", "GBP"), **question)) == "below-threshold"
    assert code(asked(order, "EUR", **question)) == "other-currency"
    assert code(asked(order, "GBP", stated=Period(days=732), **question)) == "period-too-long"
    assert until(asked(order, "GBP", stated=Period(months=24), **question)) == at("2028-11-25T12:00Z")


def test_the_union_suspends_nothing_by_a_directive() -> None:
    assert [each.id for each in in_force(profile("eu"), NOON.date(), "hold")] == ["freezing-order"]
    answer = asked(entry("eu", "freezing-order"), "EUR", by="agency", since=NOON, stated=Period(minutes=60))
    assert code(answer) == "period-unknown"


def test_spain_s_judge_has_no_period_that_was_found() -> None:
    assert code(asked(entry("es", "judicial-attachment"), "EUR", by="court", since=NOON)) == "period-unknown"


def test_australia_s_firm_has_28_days() -> None:
    assert until(asked(entry("au", "disruption"), "AUD", by="agent")) == NOON + timedelta(days=28)


def test_brazil_blocks_72_hours_and_tells_at_once() -> None:
    block = entry("br", "precaution")
    assert until(asked(block, "BRL", by="agent")) == NOON + timedelta(hours=72)
    assert until(may_tell(block, placed_at=NOON, at=NOON)) == NOON


@pytest.mark.parametrize(("days", "answered"), [(80, "allowed"), (81, "too-late")])
def test_brazil_s_dispute_is_made_in_80_days(days: int, answered: str) -> None:
    block = entry("br", "med-block")
    settled_at = NOON - timedelta(days=days)
    answer = asked(block, "BRL", by="victim", since=NOON, settled_at=settled_at)
    assert code(answer) == answered


def test_the_united_states_hold_nothing() -> None:
    assert [each.id for each in profile("us").bases if each.hold] == []
