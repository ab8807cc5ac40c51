"""LDBC FinBench snapshots: four files, loans as accounts, floats rounded half-even from their text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clawback.clock import parse_time
from clawback.ledgers.finbench import FORMAT
from tests.unit.ledgers.sources import DATA, first_bytes, read, refused, written

SAMPLE = DATA / "finbench/sample"


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """A copy of the sample that may be written to."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "snapshot"))


def test_the_four_files_are_read_in_their_order() -> None:
    rows, _ = read(FORMAT, SAMPLE)
    assert [row["transfer_id"] for row in rows] == [
        "AccountTransferAccount:1",
        "AccountTransferAccount:2",
        "AccountWithdrawAccount:1",
        "LoanDepositAccount:1",
        "AccountRepayLoan:1",
    ]
    assert rows[0] == {
        "transfer_id": "AccountTransferAccount:1",
        "settled_at": parse_time("2020-06-29T02:33:46.538Z"),
        "order_at": parse_time("2020-06-29T02:33:46.538Z"),
        "debtor_agent": "",
        "debtor_account": "11",
        "creditor_agent": "",
        "creditor_account": "12",
        "amount": 54459579,
        "currency": "USD",
        "kind": "transfer",
    }


def test_a_loan_is_an_account() -> None:
    rows = {row["transfer_id"]: row for row in read(FORMAT, SAMPLE)[0]}
    paid_out, paid_back = rows["LoanDepositAccount:1"], rows["AccountRepayLoan:1"]
    assert (paid_out["debtor_account"], paid_out["creditor_account"]) == ("loan-77", "11")
    assert (paid_back["debtor_account"], paid_back["creditor_account"]) == ("11", "loan-77")


def test_amounts_are_rounded_half_even_from_their_text_and_it_is_said() -> None:
    rows, notes = read(FORMAT, SAMPLE)
    amounts = {row["transfer_id"]: row["amount"] for row in rows}
    assert amounts["AccountTransferAccount:2"] == 12  # 0.125
    assert amounts["AccountRepayLoan:1"] == 14  # 0.135, which as a binary float is less than that
    assert amounts["LoanDepositAccount:1"] == 100_000_000  # 1.0E6
    assert notes.texts == [
        "amounts with more digits than cents, rounded half-even: 4 of 6",
        "rows whose amount rounds to nothing, left out: 1",
    ]


def test_other_columns_and_files_are_not_read(snapshot: Path) -> None:
    text = "amount|note|createTime|toId|fromId\n5.00|x|2020-01-01 00:00:00|2|1\n"
    written(snapshot, "AccountTransferAccount.csv", text)
    written(snapshot, "Person.csv", "\0\0")
    row = read(FORMAT, snapshot)[0][0]
    assert (row["debtor_account"], row["creditor_account"], row["amount"]) == ("1", "2", 500)


def test_the_format_is_recognised() -> None:
    assert FORMAT.recognise(SAMPLE, b"")
    for path in SAMPLE.glob("*Loan*.csv"):
        assert FORMAT.recognise(path, first_bytes(path))
    assert not FORMAT.recognise(SAMPLE / "Account.csv", first_bytes(SAMPLE / "Account.csv"))
    assert not FORMAT.recognise(SAMPLE.parent, b"")


def test_the_bad_twin_is_refused_with_row_line_and_field() -> None:
    error = refused(FORMAT, DATA / "finbench/bad")
    assert (error.row, error.line, error.field) == (2, 3, "amount")
    assert (error.file or "").endswith("AccountWithdrawAccount.csv")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("1|2|-5|2020-01-01 00:00:00", "amount"),
        ("1|2|1e99|2020-01-01 00:00:00", "amount"),
        ("1|2|Infinity|2020-01-01 00:00:00", "amount"),
        ("1|2|5|2020-02-31 00:00:00", "createTime"),
        ("1|2|5|2020-01-01", "createTime"),
        ("1|2|5|2020-01-01 00:00:00.1234567", "createTime"),
        ("1|2|5|0000-01-01 00:00:00", "createTime"),
        ("1||5|2020-01-01 00:00:00", "toId"),
        ("1|2|5", None),
    ],
)
def test_a_bad_row_is_refused(snapshot: Path, row: str, field: str | None) -> None:
    written(snapshot, "AccountTransferAccount.csv", f"fromId|toId|amount|createTime\n{row}\n")
    error = refused(FORMAT, snapshot)
    assert (error.row, error.line, error.field) == (1, 2, field)


def test_a_snapshot_that_lacks_a_file_is_refused(snapshot: Path) -> None:
    (snapshot / "LoanDepositAccount.csv").unlink()
    assert refused(FORMAT, snapshot).reason == "the snapshot lacks LoanDepositAccount"


def test_one_of_its_files_alone_is_refused() -> None:
    assert "as a whole" in refused(FORMAT, SAMPLE / "AccountRepayLoan.csv").reason


def test_a_column_that_is_missing_or_doubled_is_refused(snapshot: Path) -> None:
    written(snapshot, "AccountRepayLoan.csv", "accountId|loanId|amount|amount|createTime\n")
    assert refused(FORMAT, snapshot).field == "amount"
