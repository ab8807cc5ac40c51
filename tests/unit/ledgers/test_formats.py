"""A file's format is found from what stands in it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from clawback.errors import LedgerError
from clawback.ledgers.formats import FORMATS, find, is_ledger_folder, load
from clawback.ledgers.reading import ReadOptions
from tests.unit.ledgers.sources import DATA

NONE = ReadOptions()
SAMPLES = [
    ("csv", "csv/sample.csv"),
    ("csv", "csv/bad-columns.csv"),
    ("parquet", "parquet/sample.parquet"),
    ("arrow", "arrow/sample.arrow"),
    ("arrow", "arrow/sample.arrows"),
    *((name, f"{name}/sample.xml") for name in ("camt.053", "camt.054", "pacs.008", "med")),
    ("mt940", "mt940/sample.sta"),
    ("amlsim", "amlsim/sample"),
    ("amlsim", "amlsim/sample/transactions.csv"),
    ("amlworld", "amlworld/sample.csv"),
    ("finbench", "finbench/sample"),
    ("med", "med/sample.json"),
    ("ethereum", "ethereum/normal.json"),
    ("ethereum", "ethereum/normal.csv"),
    ("ethereum", "ethereum/internal.csv"),
    ("ethereum", "ethereum/tokens.csv"),
]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_there_under_its_name(name: str) -> None:
    assert load(name).name == name


@pytest.mark.parametrize(("name", "path"), SAMPLES)
def test_a_sample_is_of_its_format_and_of_no_other(name: str, path: str) -> None:
    assert find(DATA / path, NONE).name == name


def test_a_packed_file_is_recognised_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "mystery.bin"
    path.write_bytes(gzip.compress((DATA / "csv/sample.csv").read_bytes()))
    assert find(path, NONE).name == "csv"


def test_the_format_that_is_named_is_taken() -> None:
    assert find(DATA / "csv/sample.csv", ReadOptions(format="mt940")).name == "mt940"
    with pytest.raises(LedgerError, match="'xml' is not a ledger format; use one of amlsim, amlworld"):
        find(DATA / "csv/sample.csv", ReadOptions(format="xml"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        ("transfer_id,amount".encode("utf-16"), "the text is UTF-16; save it as UTF-8"),
        (b"%PDF-1.7", "the content is of no known format; name it with --format: amlsim, amlworld"),
        (b"<html></html>", "the content is of no known format"),
        (b"{}", "the content is of no known format"),
        (b"\x00" * 100, "the content is of no known format"),
    ],
)
def test_what_is_no_ledger_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(LedgerError) as caught:
        find(path, NONE)
    assert str(caught.value).startswith(f"{path}: {reason}")


def test_a_folder_is_a_ledger_where_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="the folder holds no ledger"):
        find(tmp_path, NONE)
    assert not is_ledger_folder(tmp_path)
    (tmp_path / "CURRENT").touch()
    assert is_ledger_folder(tmp_path)
