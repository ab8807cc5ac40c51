"""What a basis refuses about a hold, one refusal at a time; the demo's hold allows all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from clawback.errors import LawError
from clawback.law import Allowed, Emergency, Period, Refused, confirmed_until, may_hold, parse_period
from clawback.law.parts import Threshold
from tests.unit.law.build import (
    NOON,
    at,
    code,
    demo,
    entry,
    hold,
    money,
    two_counsel,
    until,
    with_terms,
)

HOLD = demo()
OURS = Emergency(first_account=True, guarded=False, sent_today=0)


def test_a_hold_is_allowed_until_its_first_period_ends() -> None:
    answer = may_hold(HOLD, hold())
    assert answer == Allowed(article="Invented law of the demo, art. 1", until=NOON + timedelta(hours=48))


def test_who_asks_does_not_decide() -> None:
    asked, ordered = may_hold(HOLD, hold(by="agent")), may_hold(HOLD, hold(by="police"))
    assert isinstance(asked, Allowed)
    assert isinstance(ordered, Allowed)
    assert (asked.decides, ordered.decides) == (False, True)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"at": at("2019-12-31T12:00Z")}, "not-in-force"),
        ({"by": "court"}, "not-theirs"),
        ({"on": "victim"}, "wrong-account"),
        ({"extent": "account"}, "amount-only"),
        ({"amount": money("9.99")}, "below-least"),
        ({"amount": money("10.00")}, "allowed"),
        ({"amount": money("9", "JPY")}, "below-least"),
        ({"amount": money("10", "JPY")}, "allowed"),
        ({"content": frozenset({"account", "amount"})}, "content-missing"),
        ({"held_for_credit": 1}, "held-before"),
        ({"held_on_account": 9}, "allowed"),
        ({"stated": Period(minutes=60)}, "allowed"),
        ({"stated": Period(days=3)}, "period-too-long"),
        ({"emergency": OURS}, "allowed"),
        ({"emergency": replace(OURS, first_account=False)}, "not-first-account"),
        ({"emergency": replace(OURS, guarded=True)}, "guarded"),
        ({"emergency": replace(OURS, sent_today=4)}, "allowed"),
        ({"emergency": replace(OURS, sent_today=5)}, "daily-limit"),
        ({"emergency": OURS, "held_for_credit": 1}, "held-before"),
    ],
)  # fmt: skip
def test_a_hold_is_refused_by_name(changes: dict[str, object], refused: str) -> None:
    assert code(may_hold(HOLD, hold(**changes))) == refused


def test_a_refusal_names_the_article_and_the_figures() -> None:
    answer = may_hold(HOLD, hold(amount=money("9.99")))
    assert answer == Refused(
        code="below-least",
        reason="9.99 EUR is under the least amount, 10.00 EUR",
        article="Invented law of the demo, art. 1",
        details=(("amount", "9.99 EUR"), ("least", "10.00 EUR")),
    )


def test_who_may_not_is_told_who_may() -> None:
    answer = may_hold(HOLD, hold(by="court"))
    assert isinstance(answer, Refused)
    assert answer.ask == ("centre", "police")


@pytest.mark.parametrize(
    ("basis_id", "refused"),
    [("statement", "wrong-action"), ("return", "wrong-action"), ("referral", "wrong-action")],
)
def test_only_a_hold_holds(basis_id: str, refused: str) -> None:
    assert code(may_hold(demo(basis_id), hold())) == refused


def test_who_is_unknown_is_nobody() -> None:
    nobody = replace(HOLD, ordered_by="unknown", asked_by="unknown")
    assert code(may_hold(nobody, hold())) == "who-is-unknown"
    assert code(may_hold(replace(nobody, asked_by=("police",)), hold())) == "allowed"


def test_the_day_of_a_basis_is_its_own() -> None:
    first = replace(HOLD, valid_from=date(2026, 11, 26), zone="Asia/Shanghai")
    assert code(may_hold(first, hold(at=at("2026-11-25T15:59Z")))) == "not-in-force"
    assert code(may_hold(first, hold(at=at("2026-11-25T16:00Z")))) == "allowed"


@pytest.mark.parametrize(
    ("threshold", "amount", "refused"),
    [
        (Threshold(currency="EUR", least="1000.00", below=None, within=None), "999.99", "below-threshold"),
        (Threshold(currency="EUR", least="1000.00", below=None, within=None), "1000.00", "allowed"),
        (Threshold(currency="EUR", least=None, below="1000.00", within=None), "1000.00", "above-threshold"),
        (Threshold(currency="EUR", least=None, below="1000.00", within=None), "999.99", "allowed"),
        (Threshold(currency="GBP", least="1000.00", below=None, within=None), "5000.00", "other-currency"),
        ("unknown", "5000.00", "threshold-unknown"),
    ],
)
def test_a_threshold_is_kept_to_the_unit(threshold: Threshold, amount: str, refused: str) -> None:
    assert code(may_hold(replace(HOLD, threshold=threshold), hold(amount=money(amount)))) == refused


@pytest.mark.parametrize(
    ("settled_at", "refused"),
    [
        (None, "needs-time-of-transfer"),
        (NOON - timedelta(hours=72), "allowed"),
        (NOON - timedelta(hours=72, microseconds=1), "too-late"),
    ],
)
def test_a_window_ends_with_its_last_moment(settled_at: datetime | None, refused: str) -> None:
    window = Threshold(currency=None, least=None, below=None, within=parse_period("PT72H"))
    assert code(may_hold(replace(HOLD, threshold=window), hold(settled_at=settled_at))) == refused


def test_an_unknown_minimum_content_asks_for_nothing() -> None:
    assert code(may_hold(replace(HOLD, minimum_content="unknown"), hold(content=frozenset()))) == "allowed"


@pytest.mark.parametrize(
    ("terms", "changes", "refused"),
    [
        ({"first": "unknown"}, {"stated": Period(days=1)}, "period-unknown"),
        ({"first": "stated"}, {}, "needs-period"),
        ({"first": "stated"}, {"stated": Period(days=92)}, "allowed"),
        ({"first": "stated"}, {"stated": Period(days=93)}, "period-too-long"),
        ({"first": "stated", "total": "uncapped"}, {"stated": Period(months=240)}, "allowed"),
        ({"runs_from": "order"}, {}, "needs-start"),
        ({"runs_from": "order"}, {"since": NOON - timedelta(hours=47)}, "allowed"),
        ({"runs_from": "order"}, {"since": NOON - timedelta(hours=48)}, "over-already"),
        ({"follows": ("quiet-hold",)}, {}, "must-follow"),
        ({"follows": ("quiet-hold",)}, {"follows": "silent-hold"}, "must-follow"),
        ({"follows": ("quiet-hold",)}, {"follows": "quiet-hold"}, "allowed"),
        ({"per_account": 2}, {"held_for_credit": 1, "held_on_account": 1}, "allowed"),
        ({"per_account": 2}, {"held_for_credit": 1, "held_on_account": 2}, "held-often-enough"),
        ({"emergency": "unknown"}, {"emergency": OURS}, "no-emergency-rule"),
        ({"emergency": "none"}, {"emergency": OURS}, "no-emergency-rule"),
    ],
)  # fmt: skip
def test_terms_refuse_by_name(terms: dict[str, object], changes: dict[str, object], refused: str) -> None:
    assert code(may_hold(with_terms(HOLD, **terms), hold(**changes))) == refused


def test_a_period_counts_from_where_the_basis_says() -> None:
    since = NOON - timedelta(hours=10)
    assert until(may_hold(with_terms(HOLD, runs_from="order"), hold(since=since))) == since + timedelta(
        hours=48
    )


def test_an_order_may_state_less_than_the_law_allows() -> None:
    assert until(may_hold(HOLD, hold(stated=Period(minutes=30)))) == NOON + timedelta(minutes=30)


def test_a_first_period_longer_than_the_total_is_cut() -> None:
    cut = with_terms(HOLD, total=Period(days=1))
    assert until(may_hold(cut, hold())) == NOON + timedelta(days=1)


def test_an_emergency_hold_lapses_unless_confirmed() -> None:
    answer = may_hold(HOLD, hold(emergency=OURS))
    assert isinstance(answer, Allowed)
    assert (answer.confirm_by, answer.until) == (NOON + timedelta(hours=4), NOON + timedelta(hours=48))


def test_a_confirmation_is_not_later_than_the_hold() -> None:
    answer = may_hold(HOLD, hold(emergency=OURS, stated=Period(minutes=60)))
    assert isinstance(answer, Allowed)
    assert answer.confirm_by == answer.until == NOON + timedelta(hours=1)


def test_what_cannot_be_counted_is_refused() -> None:
    answer = may_hold(replace(demo("delay"), zone="unknown"), hold(by="agent", on="victim", since=NOON))
    assert code(answer) == "allowed"
    delay = demo("delay")
    assert delay.hold is not None
    nowhere = with_terms(delay, calendar=replace(delay.hold.calendar, country="unknown"))
    assert code(may_hold(nowhere, hold(by="agent", on="victim", since=NOON))) == "cannot-count"


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": money("0.00")},
        {"amount": money("-5.00")},
        {"since": NOON + timedelta(seconds=1)},
        {"since": NOON.replace(tzinfo=None)},
    ],
)
def test_a_question_without_meaning_is_an_error(changes: dict[str, object]) -> None:
    with pytest.raises(LawError):
        hold(**changes)


def test_a_naive_time_is_an_error() -> None:
    with pytest.raises(LawError, match="no time zone"):
        may_hold(HOLD, hold(at=NOON.replace(tzinfo=None)))


def test_on_unconfirmed_claims_a_hold_has_the_emergency_period() -> None:
    freeze = entry("cn", "freeze")
    counsel = two_counsel(freeze)
    assert until(may_hold(freeze, hold(), counsel)) == at("2027-05-25T12:00Z")
    assert until(may_hold(freeze, hold(confirmed=False), counsel)) == NOON + timedelta(hours=48)
    assert confirmed_until(freeze, NOON) == at("2027-05-25T12:00Z")


def test_the_emergency_period_makes_no_first_period_longer() -> None:
    short = with_terms(HOLD, first=parse_period("PT24H"))
    assert until(may_hold(short, hold(confirmed=False))) == NOON + timedelta(hours=24)
    longer = replace(HOLD, emergency_period=parse_period("P9D"))
    assert until(may_hold(longer, hold(confirmed=False))) == NOON + timedelta(hours=48)


def test_a_period_that_an_order_states_has_no_end_of_its_own() -> None:
    assert confirmed_until(with_terms(HOLD, first="stated"), NOON) is None
    assert confirmed_until(with_terms(HOLD, runs_from="order"), NOON) is None
