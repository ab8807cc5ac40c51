"""The format `csv`: what is read, and how each wrong file, row and field is refused."""

from __future__ import annotations

import gzip
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow.compute as pc
import pytest
import zstandard

from clawback.clock import parse_time
from clawback.errors import LedgerError
from clawback.ledgers.csv_format import FORMAT
from clawback.ledgers.reading import Notes, ReadOptions
from tests.unit.ledgers.sources import DATA, first_bytes, read, refused

SAMPLE = DATA / "csv/sample.csv"
HEADER = "transfer_id,settled_at,debtor_account,creditor_account,amount,currency"
ROW = "T1,2026-03-01T08:00:00Z,A,B,10.00,EUR"


def written(folder: Path, *lines: str, end: str = "\n") -> Path:
    path = folder / "ledger.csv"
    path.write_bytes((end.join(lines) + end).encode())
    return path


def test_the_sample_is_read() -> None:
    rows, notes = read(FORMAT, SAMPLE)
    assert len(rows) == 26
    assert notes.texts == []
    assert rows[2] == {
        "transfer_id": "T3",
        "settled_at": parse_time("2026-03-02T09:15:00Z"),
        "order_at": parse_time("2026-03-02T09:15:00Z"),
        "debtor_agent": "B1",
        "debtor_account": "1001",
        "creditor_agent": "B2",
        "creditor_account": "2050",
        "amount": 800_000,
        "currency": "EUR",
        "kind": "transfer",
        "reference": "secure account, as agreed",
    }
    assert rows[12]["reference"] == 'television 55"'
    assert (rows[16]["kind"], rows[16]["reverses"]) == ("reversal", "T16")


def test_the_sample_is_recognised() -> None:
    assert FORMAT.recognise(SAMPLE, first_bytes(SAMPLE))
    assert not FORMAT.recognise(SAMPLE, b"sourceNodeId,targetNodeId,value,time\n")


def test_its_bad_twins_are_refused() -> None:
    amount = refused(FORMAT, DATA / "csv/bad.csv")
    assert (amount.row, amount.line, amount.field) == (5, 6, "amount")
    assert amount.reason == "5000.001 has more decimals than EUR's 2"
    columns = refused(FORMAT, DATA / "csv/bad-columns.csv")
    assert (columns.line, columns.reason) == (1, "the column amount is missing")


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_a_packed_file_is_unpacked_whatever_its_name(tmp_path: Path, pack: object) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes(pack(SAMPLE.read_bytes()))  # type: ignore[operator]
    assert read(FORMAT, path)[0] == read(FORMAT, SAMPLE)[0]


def test_columns_stand_in_any_order_and_further_ones_are_named_once(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "currency,colour,amount,creditor_account,debtor_account,settled_at,transfer_id,shape",
        "EUR,red,10.00,B,A,2026-03-01T08:00:00Z,T1,round",
        "EUR,red,10.00,B,A,2026-03-01T08:00:00Z,T2,round",
    )
    rows, notes = read(FORMAT, path)
    assert [row["transfer_id"] for row in rows] == ["T1", "T2"]
    assert rows[0]["debtor_agent"] == ""
    assert notes.texts == [f"{path}: further columns are not read: colour, shape"]


@pytest.mark.parametrize(
    ("start", "end"), [("\ufeff", "\n"), ("", "\r\n"), ("\n\n", "\n"), ("", "\n\n")], ids=repr
)
def test_byte_order_marks_line_ends_and_blank_lines_change_nothing(
    tmp_path: Path, start: str, end: str
) -> None:
    path = written(tmp_path, start + HEADER, ROW, ROW.replace("T1", "T2"), end=end)
    rows, _ = read(FORMAT, path)
    assert [(row["transfer_id"], row["currency"]) for row in rows] == [("T1", "EUR"), ("T2", "EUR")]


def test_a_header_alone_is_a_ledger_without_transfers(tmp_path: Path) -> None:
    assert read(FORMAT, written(tmp_path, HEADER))[0] == []


def test_the_last_line_needs_no_end(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(f"{HEADER}\n{ROW}")
    assert len(read(FORMAT, path)[0]) == 1


def test_quoted_line_ends_count_as_lines_and_not_as_rows(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"{HEADER},reference",
        f'{ROW},"one\ntwo, ""three""\r\nfour"',
        f"{ROW.replace('10.00', 'x')},",
    )
    error = refused(FORMAT, path)
    assert (error.row, error.line, error.field) == (2, 5, "amount")
    fine = written(tmp_path, f"{HEADER},reference", f'{ROW},"one\ntwo, ""three""\r\nfour"')
    assert read(FORMAT, fine)[0][0]["reference"] == 'one\ntwo, "three"\r\nfour'


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("transfer_id,settled_at,debtor_account,creditor_account,amount", "the column currency is missing"),
        (f"{HEADER},debtor_agent", "the column creditor_agent is missing"),
        (f"{HEADER},amount", "the column is there twice"),
        (HEADER.replace(",", ";"), "the columns transfer_id, settled_at, debtor_account"),
        ('"transfer_id', "a quotation mark is not closed"),
        ("", "the file is empty"),
    ],
)
def test_a_wrong_header_is_refused(tmp_path: Path, header: str, reason: str) -> None:
    assert refused(FORMAT, written(tmp_path, header)).reason.startswith(reason)


def test_semicolons_are_recognised_and_named(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER.replace(",", ";"))
    assert FORMAT.recognise(path, first_bytes(path))
    assert refused(FORMAT, path).remedy == "separate columns by commas"


FIELDS = [
    ("transfer_id", "", "is empty"),
    ("transfer_id", "a\x01b", "has a control character"),
    ("transfer_id", "a\u0085b", "has a control character"),
    ("debtor_account", "", "is empty"),
    ("creditor_account", "\x7f", "has a control character"),
    ("settled_at", "", "is empty"),
    ("settled_at", "2026-03-01", "'2026-03-01' is a date without a time"),
    ("settled_at", "2026-03-01T08:00:00", "'2026-03-01T08:00:00' has no time zone"),
    (
        "settled_at",
        "2026-03-01T08:00:00.1234567Z",
        "'2026-03-01T08:00:00.1234567Z' is finer than a microsecond",
    ),
    ("settled_at", "0001-01-01T00:00:00+01:00", "'0001-01-01T00:00:00+01:00' is outside the years 1 to 9999"),
    ("settled_at", "10000-01-01T00:00:00Z", "'10000-01-01T00:00:00Z' is not a time"),
    ("settled_at", "yesterday", "'yesterday' is not a time"),
    ("amount", "", "is empty"),
    ("amount", "0.00", "the amount is not above zero"),
    ("amount", "-1.00", "the amount is not above zero"),
    ("amount", "+1.00", "'+1.00' is not an amount"),
    ("amount", "1e3", "'1e3' is not an amount"),
    ("amount", "NaN", "'NaN' is not an amount"),
    ("amount", "1_000", "'1_000' is not an amount"),
    ("amount", '"1,000.00"', "'1,000.00' is not an amount"),
    ("amount", "1.", "'1.' is not an amount"),
    ("amount", "1.001", "1.001 has more decimals than EUR's 2"),
    (
        "amount",
        "92233720368547758.08",
        "92233720368547758.08 is beyond what can be counted (int64 minor units)",
    ),
    ("currency", "", "is empty"),
    ("currency", "eur", "'eur' is not a currency code"),
    ("currency", "ZZZ", "the decimals of ZZZ are not known"),
    ("kind", "gift", "'gift' is not a kind"),
]


def with_field(field: str, text: str) -> list[str]:
    names = f"{HEADER},kind".split(",")
    cells = dict(zip(names, f"{ROW},".split(","), strict=True)) | {field: text}
    return [",".join(names), f"{ROW},cash", ",".join(cells.values()), f"{ROW},fee"]


@pytest.mark.parametrize(("field", "text", "reason"), FIELDS)
def test_a_wrong_field_is_named(tmp_path: Path, field: str, text: str, reason: str) -> None:
    error = refused(FORMAT, written(tmp_path, *with_field(field, text)))
    assert (error.row, error.line, error.field, error.reason) == (2, 3, field, reason)


@pytest.mark.parametrize(("field", "text", "reason"), FIELDS)
def test_a_wrong_field_is_skipped_on_request(tmp_path: Path, field: str, text: str, reason: str) -> None:
    path, aside = written(tmp_path, *with_field(field, text)), tmp_path / "bad.csv"
    rows, notes = read(FORMAT, path, skip_bad=aside)
    notes.close()
    assert [row["kind"] for row in rows] == ["cash", "fee"]
    assert f",2,3,{field}," in aside.read_text().splitlines()[1]
    assert notes.texts == [f"1 rows could not be read and stand in {aside}"]


def test_further_zeros_largest_amounts_and_other_decimals_are_read(tmp_path: Path) -> None:
    amounts = [
        ("1.500", "EUR"),
        ("92233720368547758.07", "EUR"),
        ("7", "JPY"),
        ("1.234", "KWD"),
        ("0000.01", "EUR"),
    ]
    lines = [ROW.replace("10.00,EUR", f"{amount},{code}") for amount, code in amounts]
    rows, _ = read(FORMAT, written(tmp_path, HEADER, *lines))
    assert [row["amount"] for row in rows] == [150, 2**63 - 1, 7, 1234, 1]


def test_naive_times_are_read_in_the_zone_given(tmp_path: Path) -> None:
    path = written(
        tmp_path, HEADER, ROW.replace("Z", ""), ROW.replace("03-01T08:00:00Z", "10-25T02:30:00"), ROW
    )
    rows, _ = read(FORMAT, path, timezone=ZoneInfo("Europe/Berlin"))
    assert [row["settled_at"] for row in rows] == [
        parse_time("2026-03-01T08:00:00+01:00"),
        parse_time("2026-10-25T02:30:00+02:00"),
        parse_time("2026-03-01T08:00:00Z"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"{ROW},more", "has 7 fields, the header has 6"),
        ("T1", "has 1 fields, the header has 6"),
        (f'{ROW[:-3]}E"UR', "a quotation mark is out of place, or text follows one"),
        (f'"T1"x{ROW[2:]}', "a quotation mark is out of place, or text follows one"),
        (f"{ROW[:-3]}E\rUR", "a carriage return is out of place"),
        (f"\0{ROW}", "has a NUL byte"),
    ],
)
def test_a_wrong_row_is_named_or_skipped(tmp_path: Path, line: str, reason: str) -> None:
    path = written(tmp_path, HEADER, ROW, line, "", ROW.replace("T1", "T3"))
    error = refused(FORMAT, path)
    assert (error.file, error.row, error.line, error.reason) == (str(path), 2, 3, reason)
    rows, notes = read(FORMAT, path, skip_bad=tmp_path / "bad.csv")
    notes.close()
    assert [row["transfer_id"] for row in rows] == ["T1", "T3"]


def test_a_long_text_is_not_quoted_in_full(tmp_path: Path) -> None:
    for field in ("settled_at", "amount", "currency", "kind"):
        error = refused(FORMAT, written(tmp_path, *with_field(field, "x" * 500_000)))
        assert (error.row, error.field) == (2, field)
        assert len(error.reason) < 300


def test_rows_are_set_aside_in_their_order(tmp_path: Path) -> None:
    lines = [ROW, ROW.replace("EUR", "eur"), "T3", ROW.replace("10.00", "x"), ROW]
    aside = tmp_path / "bad.csv"
    rows, notes = read(FORMAT, written(tmp_path, HEADER, *lines), skip_bad=aside)
    notes.close()
    assert len(rows) == 2
    assert [line.split(",")[1:3] for line in aside.read_text().splitlines()[1:]] == [
        ["2", "3"],
        ["3", "4"],
        ["4", "5"],
    ]


def test_a_quotation_mark_that_is_not_closed_is_named(tmp_path: Path) -> None:
    error = refused(FORMAT, written(tmp_path, HEADER, ROW, f'"{ROW}', ROW))
    assert (error.row, error.line, error.reason) == (2, 3, "a quotation mark is not closed")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_wide_text_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(f"{HEADER}\n{ROW}\n", encoding=encoding)
    error = refused(FORMAT, path)
    assert (error.line, error.remedy) == (1, "save the file as UTF-8")


def test_latin_1_is_refused_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(f"{HEADER}\n{ROW}\n{ROW.replace('A', 'Å')}\n", encoding="latin-1")
    error = refused(FORMAT, path)
    assert (error.row, error.line, error.reason) == (2, 3, "the text is not UTF-8")
    assert error.remedy == "save the file as UTF-8"


@pytest.mark.parametrize("cut", [1, 9, 100])
@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_a_packed_file_that_is_cut_off_is_refused(tmp_path: Path, pack: object, cut: int) -> None:
    path = tmp_path / "ledger.csv.gz"
    path.write_bytes(pack(SAMPLE.read_bytes())[:-cut])  # type: ignore[operator]
    error = refused(FORMAT, path)
    assert error.reason.endswith("file ends too early")
    assert error.file == str(path)


def test_a_packed_file_that_is_damaged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv.gz"
    packed = bytearray(gzip.compress(SAMPLE.read_bytes()))
    packed[len(packed) // 2] ^= 0xFF
    path.write_bytes(packed)
    assert "gzip file" in refused(FORMAT, path).reason


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    assert refused(FORMAT, tmp_path / "none.csv").reason == "cannot be read: No such file or directory"
    assert refused(FORMAT, tmp_path).reason == "is not a file"


def test_rows_come_in_batches_and_errors_keep_their_place(tmp_path: Path) -> None:
    n = 260_000
    lines = [f"T{i},2026-03-01T08:00:00Z,A,B,{i + 1}.00,EUR" for i in range(n)]
    lines[170_000] = lines[170_000].replace("EUR", "EU")
    path, options = written(tmp_path, HEADER, *lines), ReadOptions(skip_bad=tmp_path / "bad.csv")
    notes = Notes(options=options)
    sizes, total = [], 0
    for batch in FORMAT.read([path], options, notes):
        sizes.append(len(batch))
        total += pc.sum(batch.column("amount")).as_py()
    notes.close()
    assert len(sizes) > 1
    assert sum(sizes) == n - 1
    assert total == 100 * (n * (n + 1) // 2 - 170_001)
    assert ",170001,170002,currency," in (tmp_path / "bad.csv").read_text()
    with pytest.raises(LedgerError, match="row 170001, line 170002, field currency"):
        read(FORMAT, path)
