"""Tables in memory: which types carry times, amounts and texts, and how each other one is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from clawback.clock import parse_time
from clawback.errors import LedgerError
from clawback.ledgers.columnar import batches_of_table
from clawback.ledgers.reading import BATCH_ROWS, SCHEMA, Notes, ReadOptions

WHEN = datetime(2026, 3, 1, 8, 0, 0, 5, UTC)
MICROS = parse_time("2026-03-01T08:00:00.000005Z")
PLAIN: dict[str, Any] = {
    "transfer_id": ["T1", "T2"],
    "settled_at": pa.array([WHEN, WHEN], pa.timestamp("us", "UTC")),
    "debtor_agent": ["B1", None],
    "debtor_account": ["A", "B"],
    "creditor_agent": ["B1", ""],
    "creditor_account": ["B", "A"],
    "amount": pa.array([Decimal("10.50"), Decimal("0.01")], pa.decimal128(10, 2)),
    "currency": ["EUR", "EUR"],
}


def read(table: Any, **options: Any) -> tuple[pa.Table, Notes]:
    given = ReadOptions(**options)
    notes = Notes(options=given)
    found = pa.Table.from_batches(list(batches_of_table(table, given, notes)), SCHEMA)
    notes.close()
    return found, notes


def arrow(**changed: Any) -> pa.Table:
    return pa.table(PLAIN | changed)


def refused(table: Any, **options: Any) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        read(table, **options)
    return caught.value


def test_a_pyarrow_table_is_read() -> None:
    found, notes = read(arrow())
    assert found["settled_at"].to_pylist() == [MICROS, MICROS]
    assert found["amount"].to_pylist() == [1050, 1]
    assert found["debtor_agent"].to_pylist() == ["B1", ""]
    assert found["kind"].to_pylist() == [0, 0]
    assert found["reference"].to_pylist() == [None, None]
    assert notes.texts == []


def test_a_polars_and_a_pandas_table_are_read_the_same() -> None:
    rows = {
        **{
            name: value.to_pylist() if isinstance(value, pa.Array) else value for name, value in PLAIN.items()
        },
        "kind": ["cash", "fee"],
    }
    wanted, _ = read(arrow(kind=["cash", "fee"]))
    frame = pl.DataFrame(rows)
    assert read(frame)[0] == wanted
    assert read(frame.with_columns(pl.col("currency").cast(pl.Categorical)))[0] == wanted
    assert read(pd.DataFrame(rows))[0] == wanted


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai"])
def test_times_of_every_unit_and_zone_are_instants(unit: str, zone: str) -> None:
    when = datetime(2026, 3, 1, 8, tzinfo=UTC)
    found, _ = read(arrow(settled_at=pa.array([when, when], pa.timestamp(unit, zone))))
    assert found["settled_at"].to_pylist() == [parse_time("2026-03-01T08:00:00Z")] * 2


def test_naive_times_need_a_zone() -> None:
    naive = arrow(settled_at=pa.array([datetime(2026, 10, 25, 2, 30)] * 2, pa.timestamp("ms")))  # noqa: DTZ001
    assert refused(naive).remedy == "store them with one, or give --timezone"
    found, _ = read(naive, timezone=ZoneInfo("Europe/Berlin"))
    assert found["settled_at"].to_pylist() == [parse_time("2026-10-25T02:30:00+02:00")] * 2
    gap = arrow(settled_at=pa.array([datetime(2026, 3, 29, 2, 30)] * 2, pa.timestamp("ms")))  # noqa: DTZ001
    assert (
        read(gap, timezone=ZoneInfo("Europe/Berlin"))[0]["settled_at"].to_pylist()
        == [parse_time("2026-03-29T02:30:00", ZoneInfo("Europe/Berlin"))] * 2
    )


@pytest.mark.parametrize(
    ("amounts", "units"),
    [
        (pa.array([1050, 1], pa.int64()), [1050, 1]),
        (pa.array([1050, 1], pa.uint16()), [1050, 1]),
        (pa.array(["10.500", "0.01"]), [1050, 1]),
        (pa.array(["10.5", "0.01"], pa.string_view()), [1050, 1]),
        (pa.array([Decimal("10.5000"), Decimal("0.0100")], pa.decimal128(38, 4)), [1050, 1]),
        (pa.array([Decimal("10.5000"), Decimal("0.0100")], pa.decimal256(60, 20)), [1050, 1]),
        (pa.array([Decimal(7), Decimal(1)], pa.decimal128(5, 0)), [700, 100]),
    ],
    ids=str,
)
def test_exact_amounts_are_read(amounts: Any, units: list[int]) -> None:
    assert read(arrow(amount=amounts))[0]["amount"].to_pylist() == units


def test_whole_amounts_are_minor_units_and_the_notes_say_so() -> None:
    assert read(arrow(amount=[1050, 1]))[1].texts == [
        "table: amounts are whole numbers, read as minor units (cents)"
    ]


@pytest.mark.parametrize(
    ("field", "values", "reason"),
    [
        ("amount", pa.array([1.0, 2.0]), "the column has type double"),
        ("amount", pa.array([True, True]), "the column has type bool"),
        ("settled_at", pa.array([date(2026, 3, 1)] * 2), "the column has type date32[day]"),
        ("settled_at", pa.array([1, 2]), "the column has type int64"),
        ("transfer_id", pa.array([1, 2]), "the column has type int64"),
        ("debtor_account", pa.array([b"A", b"B"]), "the column has type binary"),
        ("currency", pa.array([978, 978]), "the column has type int64"),
        ("kind", pa.array([0, 1], pa.uint8()), "the column has type uint8"),
    ],
)
def test_a_wrong_type_is_named(field: str, values: Any, reason: str) -> None:
    error = refused(arrow(**{field: values}))
    assert (error.file, error.row, error.field, error.reason) == ("table", None, field, reason)
    assert error.remedy


YEAR_10000 = 253_402_300_800


@pytest.mark.parametrize(
    ("field", "values", "reason"),
    [
        ("transfer_id", ["T1", None], "is empty"),
        ("debtor_account", ["A", ""], "is empty"),
        ("creditor_account", ["A", "a\nb"], "has a control character"),
        ("settled_at", pa.array([WHEN, None]), "is empty"),
        ("settled_at", pa.array([0, 1], pa.timestamp("ns", "UTC")), "the time is finer than a microsecond"),
        (
            "settled_at",
            pa.array([0, YEAR_10000], pa.timestamp("s", "UTC")),
            "the time is outside the years 1 to 9999",
        ),
        (
            "settled_at",
            pa.array([0, 2**62], pa.timestamp("ms", "UTC")),
            "the time is outside the years 1 to 9999",
        ),
        (
            "settled_at",
            pa.array([0, -(2**63)], pa.timestamp("us", "UTC")),
            "the time is outside the years 1 to 9999",
        ),
        ("amount", [1, None], "is empty"),
        ("amount", [1, 0], "the amount is not above zero"),
        ("amount", [1, -5], "the amount is not above zero"),
        ("amount", [Decimal("1.000"), Decimal("1.001")], "1.001 has more decimals than EUR's 2"),
        ("amount", [Decimal("1.00"), Decimal("-1.00")], "the amount is not above zero"),
        (
            "amount",
            pa.array([1, 2**63], pa.uint64()),
            "9223372036854775808 is beyond what can be counted (int64 minor units)",
        ),
        (
            "amount",
            [Decimal("1.00"), Decimal("92233720368547758.08")],
            "92233720368547758.08 is beyond what can be counted (int64 minor units)",
        ),
        ("currency", ["EUR", None], "is empty"),
        ("currency", pa.array(["EUR", "euro"]).dictionary_encode(), "'euro' is not a currency code"),
        ("kind", ["fee", "gift"], "'gift' is not a kind"),
        ("reference", ["fine", "a\0b"], "has a NUL character"),
    ],
)
def test_a_wrong_value_is_named_or_skipped(field: str, values: Any, reason: str, tmp_path: Any) -> None:
    table = arrow(**{field: values})
    error = refused(table)
    assert (error.file, error.row, error.line, error.field, error.reason) == ("table", 2, None, field, reason)
    found, notes = read(table, skip_bad=tmp_path / "bad.csv")
    assert len(found) == 1
    assert notes.skipped == 1


def test_columns_without_a_value_are_like_columns_that_are_not_there() -> None:
    empty = dict.fromkeys(("kind", "reverses", "booked_at", "uetr"), pa.nulls(2))
    assert read(arrow(**empty))[0] == read(arrow())[0]


def test_long_tables_come_in_parts_and_rows_are_counted_through() -> None:
    n = BATCH_ROWS + 10
    columns = {
        name: pa.concat_arrays([pa.array(values).slice(0, 1)] * n)
        if name != "currency"
        else ["EUR"] * (n - 1) + ["E"]
        for name, values in PLAIN.items()
    }
    assert refused(pa.table(columns)).row == n
    given = ReadOptions()
    batches = batches_of_table(pa.table(columns).slice(0, n - 1), given, Notes(options=given))
    assert [len(batch) for batch in batches] == [BATCH_ROWS, 9]


@pytest.mark.parametrize("table", [None, 7, [{"transfer_id": "T1"}], {"transfer_id": ["T1"]}])
def test_what_is_no_table_is_refused(table: Any) -> None:
    assert "is not a table; give a path, or a pyarrow, Polars or pandas table" in str(refused(table))


def test_a_table_without_a_column_is_refused() -> None:
    assert refused(arrow().drop_columns(["amount"])).reason == "the column amount is missing"
