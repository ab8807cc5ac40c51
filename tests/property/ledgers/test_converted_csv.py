"""What is written as CSV says what `clock` and `money` say, and is read again as it was."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clawback.clock import format_time
from clawback.ledgers.checked_times import FIRST, LAST
from clawback.ledgers.columnar import batches_of_table
from clawback.ledgers.convert import convert
from clawback.ledgers.converted_csv import amount_texts, time_texts
from clawback.ledgers.formats import find
from clawback.ledgers.reading import KINDS, SCHEMA, Notes, ReadOptions
from clawback.money import INT64_MAX, Currency, format_amount

MICROS = st.integers(FIRST, LAST)


@given(st.lists(st.one_of(st.none(), MICROS), min_size=1, max_size=4))
@example([FIRST, LAST, 0, -1, 1, -1_000_000, 999_999])
def test_times(micros: list[int | None]) -> None:
    wanted = [None if each is None else format_time(each) for each in micros]
    assert time_texts(pa.array(micros, pa.int64())).to_pylist() == wanted


@given(st.lists(st.integers(1, INT64_MAX), min_size=1, max_size=4), st.integers(0, 18))
def test_amounts(units: list[int], decimals: int) -> None:
    wanted = [format_amount(each, Currency("XTS", decimals)) for each in units]
    assert amount_texts(pa.array(units, pa.int64()), decimals).to_pylist() == wanted


# Surrogates are no UTF-8, control characters are refused in ids, and NUL everywhere.
IDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
TEXTS = st.one_of(
    st.none(), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
)
ROWS = st.fixed_dictionaries(
    {
        **dict.fromkeys(("transfer_id", "debtor_account", "creditor_account"), IDS),
        **dict.fromkeys(("debtor_agent", "creditor_agent"), st.one_of(st.just(""), IDS)),
        **dict.fromkeys(("settled_at", "order_at"), MICROS),
        **dict.fromkeys(("booked_at", "credited_at"), st.one_of(st.none(), MICROS)),
        "amount": st.integers(1, INT64_MAX),
        "currency": st.sampled_from(["EUR", "JPY", "KWD"]),
        "kind": st.sampled_from(KINDS),
        "reverses": st.one_of(st.none(), IDS),
        "reference": TEXTS,
        "label": TEXTS,
    }
)


def as_batches(rows: list[dict[str, Any]]) -> Any:
    columns = {name: pa.array([row[name] for row in rows]) for name in rows[0]}
    for name in ("settled_at", "order_at", "booked_at", "credited_at"):
        columns[name] = columns[name].cast(pa.timestamp("us", "UTC"))
    return pa.table(columns)


def read_table(path: Path) -> pa.Table:
    options = ReadOptions()
    batches = find(path, options).read([path], options, Notes(options=options))
    return pa.Table.from_batches(list(batches), SCHEMA).unify_dictionaries()


@pytest.mark.parametrize(
    "way", [["csv"], ["parquet"], ["csv", "parquet"], ["csv.zst", "csv.gz"]], ids="-".join
)
@given(rows=st.lists(ROWS, min_size=1, max_size=5))
def test_there_and_back(way: list[str], rows: list[dict[str, Any]]) -> None:
    options = ReadOptions()
    wanted = pa.Table.from_batches(
        list(batches_of_table(as_batches(rows), options, Notes(options=options))), SCHEMA
    )
    with TemporaryDirectory() as folder:
        source = Path(folder) / "source.arrow"
        with pa.ipc.new_file(str(source), as_batches(rows).schema) as file:
            file.write_table(as_batches(rows))
        for at, ending in enumerate(way):
            there = Path(folder) / f"{at}.{ending}"
            convert(source, there)
            source = there
        assert read_table(source).to_pylist() == wanted.to_pylist()
