"""Questions to a basis, of the kind that is allowed; a test changes what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, get_args

from clawback.law import (
    Activation,
    Allowed,
    Basis,
    HoldQuestion,
    Refused,
    RenewalQuestion,
    ReturnQuestion,
    activate,
    basis,
    profile,
)
from clawback.law.words import Content
from clawback.money import Amount, currency, parse_amount

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = date(2026, 11, 25)
ALL_CONTENT = frozenset(get_args(Content))


def at(text: str) -> datetime:
    """The instant of an ISO 8601 text with an offset."""
    return datetime.fromisoformat(text)


def money(text: str, code: str = "EUR") -> Amount:
    return Amount(parse_amount(text, currency(code)), currency(code))


def entry(jurisdiction: str, basis_id: str, on: date = TODAY) -> Basis:
    return basis(profile(jurisdiction, demo=True), basis_id, on)


def demo(basis_id: str = "hold", **changes: Any) -> Basis:
    return replace(entry("demo", basis_id), **changes)


def with_terms(of: Basis, **changes: Any) -> Basis:
    assert of.hold is not None
    return replace(of, hold=replace(of.hold, **changes))


def two_counsel(of: Basis) -> list[Activation]:
    return [
        activate(of, counsel=name, text="the official text", at=at("2026-11-24T09:00Z"))
        for name in ("c1", "c2")
    ]


def hold(**changes: Any) -> HoldQuestion:
    usual: dict[str, Any] = {
        "at": NOON,
        "by": "police",
        "on": "holder",
        "amount": money("5000.00"),
        "content": ALL_CONTENT,
        "confirmed": True,
    }
    return HoldQuestion(**{**usual, **changes})


def renewal(**changes: Any) -> RenewalQuestion:
    usual: dict[str, Any] = {
        "at": NOON,
        "by": "police",
        "start": at("2026-11-24T12:00Z"),
        "end": at("2026-11-26T12:00Z"),
        "renewals": 0,
    }
    return RenewalQuestion(**{**usual, **changes})


def give_back(**changes: Any) -> ReturnQuestion:
    usual: dict[str, Any] = {
        "at": NOON,
        "by": "police",
        "amount": money("5000.00"),
        "method": "traced",
        "proportion": False,
        "content": ALL_CONTENT,
    }
    return ReturnQuestion(**{**usual, **changes})


def code(answer: Allowed | Refused) -> str:
    """The code of a refusal; `allowed` for what is allowed."""
    return answer.code if isinstance(answer, Refused) else "allowed"


def until(answer: Allowed | Refused) -> datetime | None:
    assert isinstance(answer, Allowed), answer
    return answer.until
