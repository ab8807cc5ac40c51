"""What a simulated bank answers, from its ledger alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clawback.errors import LedgerError
from clawback.server.bank.answering import Placing, Refusing, answer, confirms
from clawback.server.bank.ledger import BankAccount, read_rows

DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
UNITS = st.integers(0, 10**9)
HEADER = ["account", "currency", "balance", "protected", "entry", "settled_on"]


def eur(units: int) -> dict[str, str]:
    return {"amount": f"{units // 100}.{units % 100:02}", "currency": "EUR"}


def request(units: int, credit: int | None) -> dict[str, Any]:
    found = {"amount": eur(credit), "settled_at": NOON.isoformat()} if credit is not None else None
    return {
        "account": {"agent": "north", "number": "c 1"},
        "amount": eur(units),
        "sent_at": NOON.isoformat(),
        "answer_by": (NOON + timedelta(hours=24)).isoformat(),
        "parts": [{"claim": 1, "amount": eur(units), "credit": found}],
    }


@given(asked=st.integers(1, 10**9), balance=UNITS, protected=UNITS, held=UNITS)
def test_no_more_is_held_than_was_asked_and_is_free(
    asked: int, balance: int, protected: int, held: int
) -> None:
    account = BankAccount(
        currency="EUR", balance=balance, protected=protected, entries=[(asked, DAY)], held=held
    )
    found = answer({"C1": account}, request(asked, asked), "honest", NOON)
    wanted = min(asked, balance - protected - held)
    if wanted > 0:
        assert isinstance(found, Placing)
        assert (found.units, found.protected) == (wanted, protected)
    else:
        assert isinstance(found, Refusing)
        assert found.reason in ("no-funds", "funds-left-already")


@pytest.mark.parametrize(
    ("accounts", "credit", "reason"),
    [
        ({}, 100, "no-such-account"),
        ({"C1": BankAccount(currency="USD", balance=100, protected=0)}, 100, "no-such-account"),
        ({"C1": BankAccount(currency="EUR", balance=100, protected=0)}, 100, "no-such-credit"),
        (
            {"C1": BankAccount(currency="EUR", balance=100, protected=0, entries=[(99, DAY)])},
            100,
            "no-such-credit",
        ),
        ({"C1": BankAccount(currency="EUR", balance=50, protected=50)}, None, "funds-left-already"),
    ],
)
def test_what_is_not_there_is_refused(
    accounts: dict[str, BankAccount], credit: int | None, reason: str
) -> None:
    assert answer(accounts, request(100, credit), "honest", NOON) == Refusing(reason=reason)


@pytest.mark.parametrize(("day", "found"), [("2026-11-24", True), ("", True), ("2026-11-23", False)])
def test_an_entry_without_a_day_stands_on_any(day: str, found: bool) -> None:
    bank = read_rows([HEADER, ["C 1", "EUR", "9.00", "0.00", "1.00", day]], "bank.csv")
    assert isinstance(answer(bank, request(100, 100), "honest", NOON), Placing) is found


def test_a_slow_bank_waits_for_half_of_its_time() -> None:
    account = BankAccount(currency="EUR", balance=100, protected=0)
    before, half = NOON + timedelta(hours=11, minutes=59), NOON + timedelta(hours=12)
    assert answer({"C1": account}, request(100, None), "slow", before) is None
    assert answer({"C1": account}, request(100, None), "slow", half) is not None
    release = {"sent_at": NOON.isoformat(), "confirm_by": (NOON + timedelta(hours=1)).isoformat()}
    assert [confirms(release, each, NOON) for each in ("honest", "slow", "refusing")] == [True, False, False]


@pytest.mark.parametrize(
    "row",
    [
        ["C1", "EUR", "1.00", "0.00", "1.00"],
        ["C1", "EUR", "x", "0.00", "1.00", "2026-11-24"],
        ["C1", "EUR", "1.00", "0.00", "1.00", "yesterday"],
        ["C1", "?", "1.00", "0.00", "1.00", "2026-11-24"],
    ],
)
def test_a_bad_row_is_named(row: list[str]) -> None:
    with pytest.raises(LedgerError, match=r"bank\.csv, line 2"):
        read_rows([HEADER, row], "bank.csv")


def test_an_account_has_one_balance() -> None:
    rows = [HEADER, ["C1", "EUR", "1.00", "0.00", "", ""], ["c 1", "EUR", "2.00", "0.00", "", ""]]
    with pytest.raises(LedgerError, match="another balance"):
        read_rows(rows, "bank.csv")
    with pytest.raises(LedgerError, match="header"):
        read_rows([["account"]], "bank.csv")
