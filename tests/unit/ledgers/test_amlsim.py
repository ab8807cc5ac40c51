"""IBM AMLSim's sample format: ids, times, openings, and what is refused."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from clawback.clock import parse_time
from clawback.ledgers.amlsim import FORMAT
from clawback.ledgers.lines import BLOCK_BYTES
from clawback.ledgers.reading import Opening
from clawback.ledgers.sample import sample
from tests.unit.ledgers.sources import DATA, first_bytes, read, refused, written

SAMPLE = DATA / "amlsim/sample"
HEADER = "sourceNodeId,targetNodeId,value,time\r\n"


def test_a_row_is_a_transfer_between_accounts_without_agents() -> None:
    rows, _ = read(FORMAT, SAMPLE / "transactions.csv")
    assert rows[0] == {
        "transfer_id": "1",
        "settled_at": parse_time("2017-01-02T00:00:00Z"),
        "order_at": parse_time("2017-01-02T00:00:00Z"),
        "debtor_agent": "",
        "debtor_account": "216",
        "creditor_agent": "",
        "creditor_account": "14730",
        "amount": 16330,
        "currency": "USD",
        "kind": "transfer",
    }
    assert [row["transfer_id"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert rows[4]["debtor_account"] == rows[4]["creditor_account"] == "216"


def test_openings_are_those_of_the_file_beside_it() -> None:
    _, notes = read(FORMAT, SAMPLE)
    assert notes.openings[:2] == [Opening("", "216", "USD", 18444), Opening("", "14730", "USD", 1000)]
    assert notes.texts == []


def test_without_openings_beside_it_none_is_given(tmp_path: Path) -> None:
    rows, notes = read(FORMAT, written(tmp_path, "transactions.csv", HEADER + "1,2,3,0\n"))
    assert rows[0]["amount"] == 300
    assert notes.openings == []
    assert "no opening balance is given" in notes.texts[0]


def test_packed_files_are_read_by_their_content(tmp_path: Path) -> None:
    packed = gzip.compress((HEADER + "1,2,3.50,0\n").encode())
    rows, _ = read(FORMAT, written(tmp_path, "anything", packed))
    assert rows[0]["amount"] == 350


def test_the_packaged_sample_is_found_and_whole() -> None:
    rows, notes = read(FORMAT, sample())
    assert len(rows) == 120_558
    assert len(notes.openings) == 20_000
    assert "Apache License" in sample().with_name("NOTICE").read_text("utf-8")


def test_the_format_is_recognised() -> None:
    assert FORMAT.recognise(SAMPLE / "transactions.csv", first_bytes(SAMPLE / "transactions.csv"))
    assert FORMAT.recognise(SAMPLE, b"")
    assert not FORMAT.recognise(SAMPLE / "nodes.csv", first_bytes(SAMPLE / "nodes.csv"))
    assert not FORMAT.recognise(SAMPLE.parent, b"")


def test_the_bad_twin_is_refused_with_row_line_and_field(tmp_path: Path) -> None:
    error = refused(FORMAT, DATA / "amlsim/bad")
    assert (error.file, error.row, error.line, error.field) == (
        str(DATA / "amlsim/bad/nodes.csv"),
        2,
        3,
        "nodeid",
    )
    alone = written(tmp_path, "t.csv", (DATA / "amlsim/bad/transactions.csv").read_bytes())
    assert (refused(FORMAT, alone).row, refused(FORMAT, alone).field) == (2, "value")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("1,2,3,-1", "time"),
        ("1,2,3,1.5", "time"),
        ("1,2,3,99999999", "time"),
        ("1,2,0,1", "value"),
        ("1,2,-3,1", "value"),
        ("1,2,NaN,1", "value"),
        ("1,2,3e2,1", "value"),
        ("1,2,99999999999999999999,1", "value"),
        (",2,3,1", "sourceNodeId"),
        ("1,,3,1", "targetNodeId"),
        ("1,2,3", None),
        ("1,2,3,1,5", None),
        ('1,2,"3,1', None),
        ("1,\0,3,1", None),
    ],
)
def test_a_bad_row_is_refused_with_its_place(tmp_path: Path, row: str, field: str | None) -> None:
    error = refused(FORMAT, written(tmp_path, "t.csv", f"{HEADER}1,2,3,1\n\n{row}\n"))
    assert (error.row, error.line, error.field) == (2, 4, field)


def test_bad_rows_are_set_aside_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", HEADER + "1,2,3,1\n1,2,x,1\n1,2\n1,2,4,1\n")
    aside = tmp_path / "bad.csv"
    rows, notes = read(FORMAT, path, skip_bad=aside)
    notes.close()
    assert [row["transfer_id"] for row in rows] == ["1", "4"]
    assert notes.skipped == 2
    assert len(aside.read_text("utf-8").splitlines()) == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "header"),
        (b"\xff\xfea\x00", "UTF-8"),
        (HEADER.encode() + b"1" * (2 << 20), "longer than 1 MiB"),
        (gzip.compress(HEADER.encode() * 1000)[:-20], "ends too early"),
    ],
)
def test_a_file_that_is_no_sample_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in refused(FORMAT, written(tmp_path, "t.csv", content)).reason


def test_several_samples_are_not_one_ledger() -> None:
    assert "row numbers" in refused(FORMAT, SAMPLE, SAMPLE).reason


def test_rows_are_numbered_on_over_blocks(tmp_path: Path) -> None:
    many = 400_000
    path = written(tmp_path, "t.csv", HEADER + "1,2,3.00,1\r\n" * many + "1,2,x,1\r\n" + "1,2,3,1\r\n")
    rows, notes = read(FORMAT, path, skip_bad=tmp_path / "bad.csv")
    notes.close()
    assert path.stat().st_size > BLOCK_BYTES
    assert [int(row["transfer_id"]) for row in rows] == [*range(1, many + 1), many + 2]
    assert f",{many + 1},{many + 2},value," in (tmp_path / "bad.csv").read_text("utf-8")
