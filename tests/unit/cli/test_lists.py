"""Small CSV files of claims, exits and openings."""

from pathlib import Path

import pytest

from clawback.cli.lists import read_claims, read_exits, read_openings
from clawback.errors import TraceError
from clawback.money import currency


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_claims_with_and_without_victims(tmp_path: Path) -> None:
    assert read_claims(write(tmp_path, "transfer_id,victim\nT1,Ana\nT2,\n")) == {"T1": "Ana", "T2": ""}
    assert read_claims(write(tmp_path, "\ufefftransfer_id\nT1\n")) == {"T1": ""}


def test_exits_and_openings(tmp_path: Path) -> None:
    assert read_exits(write(tmp_path, 'agent,account\nB1,"a,b"\n,c\n')) == [("B1", "a,b"), ("", "c")]
    found = read_openings(write(tmp_path, "agent,account,amount\nB1,a,-10.5\n"), currency("EUR"))
    assert found == {("B1", "a"): -1050}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "transfer_id is missing"),
        ("id\nT1\n", "transfer_id is missing"),
        ("transfer_id\nT1\nT1\n", "line 3.*stands twice"),
        ("transfer_id,victim\nT1\n", "line 2.*number of fields"),
        ("transfer_id\nT1,x\n", "line 2.*number of fields"),
        (b"transfer_id\n\xff\n", "UTF-8"),
        ('transfer_id\n"T1\n', "not a CSV"),
    ],
)
def test_claims_that_cannot_be_read(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(TraceError, match=f"(?s)list.csv.*{says}"):
        read_claims(write(tmp_path, text))


@pytest.mark.parametrize(
    ("rows", "says"),
    [("B,a,1.005\n", "more decimals"), ("B,a,1\nB,a,2\n", "stands twice"), ("B,a,x\n", "not an amount")],
)
def test_openings_that_cannot_be_read(tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(TraceError, match=says):
        read_openings(write(tmp_path, f"agent,account,amount\n{rows}"), currency("EUR"))


def test_an_opening_in_another_currency_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "agent,account,amount,currency\nB,a,1,USD\n")
    with pytest.raises(TraceError, match="the ledger is in EUR"):
        read_openings(path, currency("EUR"))


def test_a_device_without_end_is_not_read() -> None:
    with pytest.raises(TraceError, match="no ordinary file"):
        read_claims(Path("/dev/zero"))
