"""IBM AMLworld's transactions: columns by place, currencies by name, labels beside."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.clock import parse_time
from clawback.ledgers.amlworld import CURRENCIES, FORMAT
from clawback.money import currency
from tests.unit.ledgers.sources import DATA, first_bytes, read, refused, written

SAMPLE = DATA / "amlworld/sample.csv"
HEADER, FIRST = SAMPLE.read_text("utf-8").splitlines(keepends=True)[:2]


def test_a_row_is_a_transfer_between_banks() -> None:
    rows, _ = read(FORMAT, SAMPLE)
    assert rows[1] == {
        "transfer_id": "2",
        "settled_at": parse_time("2022-09-01T00:21:00Z"),
        "order_at": parse_time("2022-09-01T00:21:00Z"),
        "debtor_agent": "03208",
        "debtor_account": "8000F4580",
        "creditor_agent": "001",
        "creditor_account": "8000F5340",
        "amount": 1,
        "currency": "USD",
        "kind": "transfer",
        "label": "0",
    }


def test_payment_formats_become_kinds() -> None:
    kinds = [row["kind"] for row in read(FORMAT, SAMPLE)[0]]
    assert kinds == ["transfer", "transfer", "card", "transfer", "exchange", "cash", "transfer"]


def test_two_currencies_are_an_exchange_in_the_one_paid() -> None:
    row = read(FORMAT, SAMPLE)[0][4]
    assert (row["currency"], row["amount"], row["reference"]) == ("USD", 11987, "received 102.50 EUR")


def test_amounts_are_in_the_units_of_their_currency_and_it_is_said() -> None:
    rows, notes = read(FORMAT, SAMPLE)
    assert (rows[3]["currency"], rows[3]["amount"]) == ("BTC", 4100)
    assert (rows[6]["currency"], rows[6]["amount"]) == ("JPY", 1250)  # 1250.5, half to even
    assert [text.split(": ")[-1] for text in notes.texts[1:]] == ["2", "1", "1"]
    assert "UTC" in notes.texts[0]


def test_labels_stay_beside() -> None:
    assert [row["label"] for row in read(FORMAT, SAMPLE)[0]] == ["0", "0", "0", "1", "1", "0", "0"]


@pytest.mark.parametrize("second", ["Account.1", "To Account"])
def test_the_header_s_spellings_are_read(tmp_path: Path, second: str) -> None:
    header = HEADER.replace("To Bank,Account,", f"To Bank,{second},")
    path = written(tmp_path, "t.csv", header + FIRST.replace("2022/09/01 00:20", "2022-09-01 00:20:00"))
    assert FORMAT.recognise(path, first_bytes(path))
    assert read(FORMAT, path)[0][0]["settled_at"] == parse_time("2022-09-01T00:20:00Z")


def test_every_currency_of_the_set_is_known() -> None:
    assert {currency(code).code for code in CURRENCIES.values()} == set(CURRENCIES.values())
    assert len(CURRENCIES) == 15


def test_the_bad_twin_is_refused_with_row_line_and_field() -> None:
    error = refused(FORMAT, DATA / "amlworld/bad.csv")
    assert (error.row, error.line, error.field) == (2, 3, "Payment Currency")
    assert "Doubloon" in error.reason


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("2022/09/01 00:20", "2022/13/01 00:20", "Timestamp"),
        ("2022/09/01 00:20", "2022/09/01", "Timestamp"),
        ("8000EBD30", "", "Account"),
        ("3697.34,US Dollar,Rein", "nan,US Dollar,Rein", "Amount Paid"),
        ("3697.34,US Dollar,3697", "3697.34,Groat,3697", "Receiving Currency"),
        ("Reinvestment", "Barter", "Payment Format"),
    ],
)
def test_a_bad_row_is_refused(tmp_path: Path, old: str, new: str, field: str) -> None:
    error = refused(FORMAT, written(tmp_path, "t.csv", HEADER + FIRST.replace(old, new)))
    assert (error.row, error.line, error.field) == (1, 2, field)


def test_another_header_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", "a,b\n")
    assert not FORMAT.recognise(path, b"a,b\n")
    assert "AMLworld" in refused(FORMAT, path).reason


def test_several_files_are_not_one_ledger() -> None:
    assert "row numbers" in refused(FORMAT, SAMPLE, SAMPLE).reason
