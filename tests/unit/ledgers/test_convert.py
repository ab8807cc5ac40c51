"""Conversion keeps every transfer to the unit, writes openings beside, and leaves whole files or none."""

from __future__ import annotations

import csv
import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow import parquet

from clawback.errors import LedgerError
from clawback.ledgers import csv_format
from clawback.ledgers.convert import convert, openings_path
from clawback.ledgers.formats import find
from clawback.ledgers.reading import Format, ReadOptions
from clawback.ledgers.store import build
from tests.unit.ledgers.sources import DATA, read

SAMPLE = DATA / "csv/sample.csv"
ENDINGS = ["csv", "csv.gz", "csv.zst", "parquet"]
HEADER = "transfer_id,settled_at,debtor_account,creditor_account,amount,currency"


def format_of(path: Path) -> Format:
    return find(path, ReadOptions())


@pytest.mark.parametrize("first", ENDINGS)
@pytest.mark.parametrize("second", ENDINGS)
def test_there_and_back_nothing_changes(tmp_path: Path, first: str, second: str) -> None:
    there, back = tmp_path / f"there.{first}", tmp_path / f"back.{second}"
    assert convert(SAMPLE, there).transfers == 26
    assert convert(there, back).transfers == 26
    wanted, _ = read(csv_format.FORMAT, SAMPLE)
    rows, notes = read(format_of(back), back)
    assert rows == wanted
    assert notes.texts == []


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    for ending in ENDINGS:
        one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
        convert(SAMPLE, one)
        convert(SAMPLE, two)
        assert one.read_bytes() == two.read_bytes()


def test_parquet_has_instants_and_minor_units(tmp_path: Path) -> None:
    convert(SAMPLE, tmp_path / "a.parquet")
    schema = parquet.read_schema(tmp_path / "a.parquet")
    assert str(schema.field("settled_at").type) == "timestamp[us, tz=UTC]"
    assert str(schema.field("amount").type) == "int64"


def test_texts_are_not_altered(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    texts = ["=1+1", "+T", "-T", "@T", " T ", 'a"b', "a,b", "'T", "é\u202e漢", "NULL", "nan", "1e5"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*HEADER.split(","), "reference"])
        writer.writerows(
            [text, "2026-03-01T08:00:00.000001Z", text, "B", "1", "EUR", f"{text}\r\n\r"] for text in texts
        )
    for ending in ENDINGS:
        out = tmp_path / f"out.{ending}"
        convert(path, out)
        rows, _ = read(format_of(out), out)
        assert [row["transfer_id"] for row in rows] == texts
        assert [row["debtor_account"] for row in rows] == texts
        assert [row["reference"] for row in rows] == [f"{text}\r\n\r" for text in texts]
        assert rows == read(csv_format.FORMAT, path)[0]


def test_each_transfer_keeps_its_currency_unless_one_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    lines = [
        f"T{at},2026-03-01T08:00:00Z,A,B,7,{code}" for at, code in enumerate(["EUR", "JPY", "KWD", "EUR"])
    ]
    path.write_text("\n".join([HEADER, *lines]))
    convert(path, tmp_path / "all.csv")
    assert [line.split(",")[7:9] for line in (tmp_path / "all.csv").read_text().splitlines()[1:]] == [
        ["7.00", "EUR"],
        ["7", "JPY"],
        ["7.000", "KWD"],
        ["7.00", "EUR"],
    ]
    assert convert(path, tmp_path / "one.csv", ReadOptions(currency="EUR")).transfers == 2


def test_decimals_of_a_ticker_go_along_where_the_file_can_tell_them(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"{HEADER}\nT1,2026-03-01T08:00:00Z,A,B,1.00000001,XTOK\n")
    options = ReadOptions(decimals=8)
    assert convert(path, tmp_path / "a.parquet", options).notes == ()
    assert convert(tmp_path / "a.parquet", tmp_path / "b.csv").notes == (
        "reading XTOK again needs --decimals 8",
    )
    assert ",1.00000001,XTOK," in (tmp_path / "b.csv").read_text()


def test_amounts_cut_to_gwei_stay_so_in_parquet(tmp_path: Path) -> None:
    source, kept = DATA / "ethereum/normal.json", tmp_path / "a.parquet"
    convert(source, kept, ReadOptions(unit="gwei"))
    rows, notes = read(format_of(kept), kept)
    assert {notes.currencies[row["currency"]].decimals for row in rows} == {9}
    assert [row["amount"] for row in rows] == [
        row["amount"] for row in read(format_of(source), source, unit="gwei")[0]
    ]
    told = convert(source, tmp_path / "a.csv", ReadOptions(unit="gwei")).notes
    assert "ETH has 9 decimals here, 18 when read again; Parquet keeps them" in told


def test_given_openings_stand_beside(tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    done = convert(DATA / "amlsim/sample/transactions.csv", out)
    with openings_path(out).open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert done.openings == len(rows) > 0
    assert rows[0].keys() == {"agent", "account", "amount", "currency"}
    assert {row["currency"] for row in rows} == {"USD"}
    assert openings_path(out).name == "out.parquet.openings.csv"
    convert(SAMPLE, out)
    assert not openings_path(out).exists()


def test_bad_rows_may_be_set_aside(tmp_path: Path) -> None:
    aside = tmp_path / "bad.csv"
    done = convert(DATA / "csv/bad.csv", tmp_path / "out.csv", ReadOptions(skip_bad=aside))
    assert done.transfers == 25
    assert done.notes == (f"1 rows could not be read and stand in {aside}",)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[int] = []
    convert(SAMPLE, tmp_path / "out.csv", progress=told.append)
    assert told[-1] == 26


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_wrong_row_leaves_what_was_there(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out.{ending}"
    out.write_text("before")
    with pytest.raises(LedgerError, match="row 5, line 6, field amount"):
        convert(DATA / "csv/bad.csv", out)
    assert out.read_text() == "before"
    assert list(tmp_path.iterdir()) == [out]


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file grows beyond 200 bytes, as if the disk were full there."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_is_one_error_and_nothing_is_left(tmp_path: Path, ending: str) -> None:
    with pytest.raises(LedgerError, match="cannot be written: File too large"):
        convert(SAMPLE, tmp_path / f"out.{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_that_is_not_there_or_cannot_be_written(tmp_path: Path, ending: str) -> None:
    with pytest.raises(LedgerError, match="cannot be written: No such file or directory"):
        convert(SAMPLE, tmp_path / f"none/out.{ending}")
    with pytest.raises(LedgerError, match="cannot be written"):
        convert(SAMPLE, Path(f"/proc/out.{ending}"))


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_ledger_folder_is_a_source(tmp_path: Path, ending: str) -> None:
    build(DATA / "amlsim/sample/transactions.csv", tmp_path / "ledger", ReadOptions())
    straight, through = tmp_path / f"straight.{ending}", tmp_path / f"through.{ending}"
    convert(DATA / "amlsim/sample/transactions.csv", straight)
    done = convert(tmp_path / "ledger", through)
    assert read(format_of(through), through)[0] == read(format_of(straight), straight)[0]
    wanted, found = (openings_path(path).read_text().splitlines() for path in (straight, through))
    assert done.openings == len(found) - 1
    assert set(found) <= set(wanted)


def test_what_cannot_be_a_destination_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"the ending names no format to write; end it with .csv, .csv.gz"):
        convert(SAMPLE, tmp_path / "out.xlsx")
    with pytest.raises(LedgerError, match="is the source itself"):
        convert(SAMPLE, SAMPLE)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(LedgerError, match="is a folder; name a file"):
        convert(SAMPLE, tmp_path / "folder.csv")


def test_the_file_may_be_read_as_any_other(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        convert(SAMPLE, tmp_path / "out.csv")
    finally:
        os.umask(mask)
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o640
