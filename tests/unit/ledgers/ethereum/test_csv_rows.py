"""CSV exports of an explorer's pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.ledgers.ethereum import FORMAT
from tests.unit.ledgers.ethereum.chain import ETHEREUM, A, B, C, D, hash_
from tests.unit.ledgers.sources import first_bytes, read, refused, written

NORMAL = (
    '"Txhash","Blockno","UnixTimestamp","DateTime","From","To","ContractAddress","Value_IN(ETH)","Value_OUT(ETH)",'
    '"TxnFee(ETH)","TxnFee(USD)","Status"\n'
)
TOKEN = '"Txhash","Blockno","UnixTimestamp","From","To","TokenValue","ContractAddress","TokenSymbol"\n'


def line(
    came: str = "0", went: str = "0.5", fee: str = "0", status: str = "", to: str = B, made: str = ""
) -> str:
    return (
        f'"{hash_("1")}","7","1700000000","x","{A}","{to}","{made}","{came}","{went}","{fee}","","{status}"\n'
    )


def coins(value: str = "1,250.5", symbol: str = "USDT") -> str:
    return f'"{hash_("1")}","7","1700000000","{A}","{B}","{value}","{D}","{symbol}"\n'


def test_an_export_says_the_same_as_the_answer_of_the_api() -> None:
    from_csv = read(FORMAT, ETHEREUM / "normal.csv")[0]
    from_json = read(FORMAT, ETHEREUM / "normal.json")[0]
    assert [
        row for row in from_json if row["transfer_id"][:66] in (hash_("1"), hash_("2"), hash_("3"))
    ] == from_csv


@pytest.mark.parametrize(
    ("cells", "amount"),
    [
        ({"came": "0.000000000000000001", "went": "0"}, 1),
        ({"came": "2", "went": "2"}, 2 * 10**18),
        ({"went": "1.5E-3"}, 15 * 10**14),
        ({"went": "1,000.25"}, 100025 * 10**16),
    ],
)
def test_what_came_or_went_is_the_amount(tmp_path: Path, cells: dict[str, str], amount: int) -> None:
    path = written(tmp_path, "e.csv", NORMAL + line(**cells))
    if amount > 2**63 - 1:
        assert "--unit gwei" in (refused(FORMAT, path).remedy or "")
        amount, rows = amount // 10**9, read(FORMAT, path, unit="gwei")[0]
    else:
        rows = read(FORMAT, path)[0]
    assert [row["amount"] for row in rows] == [amount]


def test_a_failed_row_pays_its_gas(tmp_path: Path) -> None:
    rows, _ = read(FORMAT, written(tmp_path, "e.csv", NORMAL + line(fee="4.2E-05", status="Error(0)")))
    assert [(row["kind"], row["amount"]) for row in rows] == [("fee", 42_000_000_000_000)]


def test_a_contract_that_is_made_is_the_creditor(tmp_path: Path) -> None:
    rows, _ = read(FORMAT, written(tmp_path, "e.csv", NORMAL + line(to="", made=C)))
    assert rows[0]["creditor_account"] == C


def test_internal_rows_are_counted_within_their_transaction() -> None:
    rows, _ = read(FORMAT, ETHEREUM / "internal.csv")
    assert [(row["transfer_id"], row["amount"]) for row in rows] == [(hash_("4") + ":i1", 2 * 10**17)]


def test_a_token_s_decimals_are_those_of_the_table() -> None:
    rows, notes = read(FORMAT, ETHEREUM / "tokens.csv")
    assert [(row["currency"], row["amount"]) for row in rows] == [("USDT", 1_250_500_000)]
    assert notes.currencies["USDT"].decimals == 6


def test_an_unknown_token_needs_its_decimals(tmp_path: Path) -> None:
    path = written(tmp_path, "e.csv", TOKEN + coins(symbol="NEW"))
    assert "--decimals" in (refused(FORMAT, path).remedy or "")
    assert read(FORMAT, path, decimals=1)[0][0]["amount"] == 12505


def test_the_header_tells_the_network_s_coin(tmp_path: Path) -> None:
    codes = []
    for coin in ("BNB", "MATIC", "MOVR"):
        path = written(tmp_path, f"{coin}.csv", NORMAL.replace("(ETH)", f"({coin})") + line())
        codes.append(read(FORMAT, path)[0][0]["currency"])
    assert codes == ["BNB", "POL", "MOVR"]


def test_exports_are_recognised() -> None:
    for name in ("normal.csv", "internal.csv", "tokens.csv"):
        assert FORMAT.recognise(ETHEREUM / name, first_bytes(ETHEREUM / name))
    assert not FORMAT.recognise(Path("x.csv"), b"transfer_id,settled_at\n")


def test_the_bad_twin_is_refused_with_row_line_and_field() -> None:
    error = refused(FORMAT, ETHEREUM / "bad.csv")
    assert (error.row, error.line, error.field) == (1, 2, "From")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (NORMAL + line(came="1", went="2"), "differ"),
        (NORMAL + line(went="NaN"), "not an amount"),
        (NORMAL + line(went="0.0000000000000000001"), "more than 18 decimals"),
        (NORMAL + line(went="1,00"), "not an amount"),
        (NORMAL + '"a","b"\n', "2 cells"),
        (NORMAL + '"a\n', "cannot be read"),
        (TOKEN.replace("TokenValue", "Worth") + coins(), "names neither"),
        (b'"Txhash","UnixTimestamp"\n\xff', "UTF-8"),
        (NORMAL + line(fee="\0"), "NUL"),
    ],
)
def test_what_is_wrong_is_refused(tmp_path: Path, text: str | bytes, reason: str) -> None:
    assert reason in refused(FORMAT, written(tmp_path, "e.csv", text)).reason
