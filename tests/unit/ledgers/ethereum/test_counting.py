"""Amounts in units that int64 counts, or the source is refused; gwei cuts, and says what it cut."""

from __future__ import annotations

from pathlib import Path

from clawback.ledgers.ethereum import FORMAT
from clawback.money import INT64_MAX
from tests.unit.ledgers.ethereum.chain import ETH, ETHEREUM, A, B, answer, hash_, normal, token
from tests.unit.ledgers.sources import read, refused


def test_sums_up_to_int64_are_counted(tmp_path: Path) -> None:
    most = [normal(value=str(INT64_MAX - 1)), normal(value="1", hash=hash_("2"))]
    assert [row["amount"] for row in read(FORMAT, answer(tmp_path, *most))[0]] == [INT64_MAX - 1, 1]


def test_a_sum_beyond_int64_is_refused(tmp_path: Path) -> None:
    error = refused(
        FORMAT, answer(tmp_path, normal(value=str(9 * ETH)), normal(value=str(ETH), hash=hash_("2")))
    )
    assert "10000000000000000000 units" in error.reason
    assert "--unit gwei" in (error.remedy or "")


def test_gwei_cuts_toward_zero_and_says_how_much_of_each_account(tmp_path: Path) -> None:
    rows = [normal(value=str(100 * ETH + 123)), normal(value="5000000456", hash=hash_("2"))]
    found, notes = read(FORMAT, answer(tmp_path, *rows), unit="gwei")
    assert [row["amount"] for row in found] == [100 * 10**9, 5]
    assert notes.currencies["ETH"].decimals == 9
    cut = "0.000000000000000579 ETH"
    assert notes.texts[-2:] == [
        f"/{A}: cut to gwei, 0 ETH less came in and {cut} less went out than the chain says",
        f"/{B}: cut to gwei, {cut} less came in and 0 ETH less went out than the chain says",
    ]


def test_what_is_less_than_a_gwei_is_left_out(tmp_path: Path) -> None:
    rows, notes = read(FORMAT, answer(tmp_path, normal(value="999999999")), unit="gwei")
    assert rows == []
    assert "transfers of less than a gwei, left out: 1" in notes.texts


def test_units_of_nine_decimals_or_fewer_are_not_cut(tmp_path: Path) -> None:
    rows, notes = read(FORMAT, answer(tmp_path, token()), unit="gwei")
    assert (rows[0]["amount"], notes.currencies["USDT"].decimals) == (5_000_000, 6)


def test_more_decimals_than_can_be_declared_need_gwei(tmp_path: Path) -> None:
    path = answer(tmp_path, token(tokenDecimal="24", value=str(3 * 10**24)))
    assert "24 decimals" in refused(FORMAT, path).reason
    assert read(FORMAT, path, unit="gwei")[0][0]["amount"] == 3 * 10**9


def test_even_gwei_can_be_too_many(tmp_path: Path) -> None:
    error = refused(FORMAT, answer(tmp_path, normal(value=str(10**30))), unit="gwei")
    assert error.remedy == "choose another currency with --currency"


def test_a_currency_that_is_not_asked_for_is_not_counted(tmp_path: Path) -> None:
    path = answer(tmp_path, normal(value="5"), token(value=str(10**30), hash=hash_("2")))
    assert refused(FORMAT, path).reason.startswith("the amounts of USDT (6 decimals)")
    assert [row["amount"] for row in read(FORMAT, path, currency="ETH")[0]] == [5]


def test_another_unit_is_refused() -> None:
    assert refused(FORMAT, ETHEREUM / "normal.json", unit="finney").field == "--unit"


def test_the_bad_twin_is_refused() -> None:
    error = refused(FORMAT, ETHEREUM / "bad.json")
    assert (error.row, error.field) == (1, "value")
