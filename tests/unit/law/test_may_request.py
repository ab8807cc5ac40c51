"""Statements, recalls and referrals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from clawback.law import Request, may_request
from tests.unit.law.build import ALL_CONTENT, NOON, code, demo, entry, money, two_counsel


def asked(**changes: Any) -> Request:
    usual: dict[str, Any] = {"at": NOON, "by": "police", "content": ALL_CONTENT, "settled_at": NOON}
    return Request(**{**usual, **changes})


@pytest.mark.parametrize(
    ("basis_id", "changes", "answered"),
    [
        ("statement", {"purpose": "scam"}, "allowed"),
        ("statement", {"purpose": "tax"}, "purpose"),
        ("statement", {}, "purpose"),
        ("statement", {"purpose": "scam", "by": "court"}, "not-theirs"),
        ("statement", {"purpose": "scam", "content": frozenset({"account"})}, "content-missing"),
        ("recall", {"by": "victim"}, "allowed"),
        ("recall", {"settled_at": NOON - timedelta(days=31)}, "too-late"),
        ("referral", {"by": "victim"}, "allowed"),
        ("hold", {}, "wrong-action"),
        ("return", {}, "wrong-action"),
    ],
)
def test_a_request_is_answered(basis_id: str, changes: dict[str, object], answered: str) -> None:
    assert code(may_request(demo(basis_id), asked(**changes))) == answered


def test_china_s_risk_data_is_for_nobody_known_and_nothing_else() -> None:
    assert code(may_request(entry("cn", "risk-data"), asked(purpose="telecom-fraud"))) == "who-is-unknown"
    assert code(may_request(entry("cn", "inquiry"), asked(purpose="telecom-fraud"))) == "allowed"
    assert code(may_request(entry("cn", "inquiry"), asked(purpose="credit-rating"))) == "purpose"


@pytest.mark.parametrize(
    ("changes", "answered"),
    [
        ({"amount": money("50000.00", "USD")}, "allowed"),
        ({"amount": money("49999.99", "USD")}, "below-threshold"),
        ({}, "needs-amount"),
        ({"amount": money("50000.00", "USD"), "settled_at": NOON - timedelta(hours=73)}, "too-late"),
        ({"amount": money("50000.00", "USD"), "content": frozenset({"account"})}, "content-missing"),
    ],
)
def test_the_kill_chain_has_its_criteria(changes: dict[str, object], answered: str) -> None:
    chain = entry("us", "kill-chain")
    assert code(may_request(chain, asked(**changes), two_counsel(chain))) == answered


def test_a_gateway_says_whether_one_may_decline() -> None:
    said = {
        name: entry(name, "sharing").sharing.voluntary  # type: ignore[union-attr]
        for name in ("gb", "br", "th")
    }
    assert said == {"gb": True, "br": False, "th": "unknown"}
