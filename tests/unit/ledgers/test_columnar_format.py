"""The formats `parquet` and `arrow`: files of typed columns, sound and damaged."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pytest
import zstandard
from pyarrow import parquet

from clawback.ledgers import csv_format
from clawback.ledgers.columnar_format import ARROW, DECIMALS, PARQUET
from clawback.ledgers.reading import Format
from tests.unit.ledgers.sources import DATA, first_bytes, read, refused

CSV = DATA / "csv/sample.csv"
SAMPLES = [
    (PARQUET, DATA / "parquet/sample.parquet"),
    (ARROW, DATA / "arrow/sample.arrow"),
    (ARROW, DATA / "arrow/sample.arrows"),
]


@pytest.mark.parametrize(("format_", "path"), SAMPLES)
def test_a_sample_says_what_the_csv_says(format_: Format, path: Path) -> None:
    assert format_.recognise(path, first_bytes(path))
    assert read(format_, path)[0] == read(csv_format.FORMAT, CSV)[0]


def test_their_bad_twins_are_refused() -> None:
    floats = refused(PARQUET, DATA / "parquet/bad.parquet")
    assert (floats.field, floats.reason) == ("amount", "the column has type double")
    assert floats.remedy == "floats cannot hold money exactly: store decimals, or whole minor units (int64)"
    naive = refused(ARROW, DATA / "arrow/bad.arrow")
    assert (naive.field, naive.reason) == ("settled_at", "the times have no time zone")


def test_an_arrow_stream_may_be_packed(tmp_path: Path) -> None:
    path = tmp_path / "ledger.arrows"
    path.write_bytes(zstandard.compress(SAMPLES[2][1].read_bytes()))
    assert len(read(ARROW, path)[0]) == 26


@pytest.mark.parametrize(("format_", "path"), SAMPLES[:2])
def test_a_file_that_is_read_from_its_end_must_not_be_packed(
    tmp_path: Path, format_: Format, path: Path
) -> None:
    packed = tmp_path / "ledger"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert str(refused(format_, packed)) == f"{packed}: the file is packed with gzip; unpack it first"


@pytest.mark.parametrize(("format_", "path"), SAMPLES)
@pytest.mark.parametrize("kept", [0, 4, 8, 100, 2000, -8, -1])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, format_: Format, path: Path, kept: int) -> None:
    cut = tmp_path / "ledger"
    cut.write_bytes(path.read_bytes()[:kept])
    assert f"{cut}: the {format_.name.title()} file is damaged" in str(refused(format_, cut))


@pytest.mark.parametrize(("format_", "path"), SAMPLES)
def test_a_file_whose_middle_is_overwritten_is_refused(tmp_path: Path, format_: Format, path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 3
    content[middle : middle + 600] = bytes(range(200, 250)) * 12
    damaged = tmp_path / "ledger"
    damaged.write_bytes(content)
    assert refused(format_, damaged).file == str(damaged)


def test_feather_1_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.feather"
    path.write_bytes(b"FEA1" + bytes(60))
    assert refused(ARROW, path).reason == "the file is Feather version 1"


def test_only_columns_of_ours_are_read(tmp_path: Path) -> None:
    table = parquet.read_table(SAMPLES[0][1])
    path = tmp_path / "ledger.parquet"
    parquet.write_table(table.append_column("colour", pa.array([1.5] * 26)), path)
    rows, notes = read(PARQUET, path)
    assert rows == read(PARQUET, SAMPLES[0][1])[0]
    assert notes.texts[0] == f"{path}: further columns are not read: colour"


@pytest.mark.parametrize(
    ("told", "units"),
    [({"XTOK": 8}, 1), (None, None), ([], None), ({"XTOK": "8"}, None), ({"XTOK": 19}, None)],
)
def test_a_file_may_tell_the_decimals_of_its_currencies(
    tmp_path: Path, told: object, units: int | None
) -> None:
    table = parquet.read_table(SAMPLES[0][1]).slice(0, 1)
    columns = {name: table[name] for name in table.column_names} | {
        "currency": ["XTOK"],
        "amount": ["0.00000001"],
    }
    path = tmp_path / "ledger.parquet"
    kept = None if told is None else {DECIMALS: json.dumps(told)}
    parquet.write_table(pa.table(columns).replace_schema_metadata(kept), path)
    if units is None:
        assert refused(PARQUET, path).file == str(path)
    else:
        assert [row["amount"] for row in read(PARQUET, path)[0]] == [units]
