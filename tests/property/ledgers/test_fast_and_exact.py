"""The ways that read many values at once say what the ways that read one by one say, or step aside."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
from zoneinfo import ZoneInfo

import pyarrow as pa
from hypothesis import example, given
from hypothesis import strategies as st

from clawback.ledgers.checked_amounts import exact_amounts, fast_amounts
from clawback.ledgers.checked_times import exact_times, fast_times
from clawback.ledgers.csv_blocks import Start, exact_block, fast_block
from clawback.ledgers.transfer_columns import Chosen
from clawback.money import Currency

ZONES = [
    None,
    UTC,
    timezone(timedelta(hours=3)),
    *(ZoneInfo(name) for name in ("UTC", "Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo")),
]


def two(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map("{:02d}".format)


# Dates for which the zones above changed their clocks are drawn more often than others.
DATES = st.one_of(
    st.sampled_from(["2026-03-29", "2026-10-25", "1986-05-04", "2018-11-04", "1900-12-31", "0001-01-01"]),
    st.sampled_from(
        ["9999-12-31", "0000-01-01", "2024-02-29", "2025-02-29", "20260101", "2026-W01-1", "2026-001"]
    ),
    st.builds("{:04d}-{}-{}".format, st.integers(0, 9999), two(0, 13), two(0, 32)),
)
CLOCKS = st.one_of(
    st.builds("{}:{}:{}".format, two(0, 25), two(0, 61), two(0, 61)),
    st.builds("{}:{}".format, two(0, 25), two(0, 61)),
    st.sampled_from(["02:30:00", "24:00:00", "23:59:60", "05", "", "0230", "023000"]),
)
FRACTIONS = st.one_of(st.just(""), st.from_regex(r"[.,][0-9]{0,10}", fullmatch=True))
OFFSETS = st.one_of(
    st.sampled_from(
        ["", "Z", "z", " Z", "+00:00", "-00:00", "+08", "+0800", "+23:59", "-23:59", "+24:00", "+01:60"]
    ),
    st.builds("{}{}:{}".format, st.sampled_from("+-"), two(0, 25), two(0, 61)),
)
TIMES = st.one_of(
    st.builds("{}{}{}{}{}".format, DATES, st.sampled_from(["T", " ", "t", ""]), CLOCKS, FRACTIONS, OFFSETS),
    st.text(alphabet="0123456789-:TZ+. ", max_size=30),
)


@given(texts=st.lists(st.one_of(st.none(), TIMES), min_size=1, max_size=3), zone=st.sampled_from(ZONES))
@example(texts=["2026-10-25T02:30:00"], zone=ZoneInfo("Europe/Berlin"))
@example(texts=["2026-03-29T02:30:00"], zone=ZoneInfo("Europe/Berlin"))
@example(texts=["0001-01-01T00:00:00+01:00"], zone=None)
def test_times(texts: list[str | None], zone: object) -> None:
    column = pa.array(texts, pa.large_string())
    fast = fast_times(column, zone)  # type: ignore[arg-type]
    exact = exact_times(column, zone)  # type: ignore[arg-type]
    if fast is not None:
        assert exact.wrong == {}
        assert fast.to_pylist() == exact.values.to_pylist()


@given(
    text=st.builds(
        "{:%Y-%m-%dT%H:%M:%S}{}{}".format,
        st.datetimes(),
        st.sampled_from(["", ".5", ".123456"]),
        st.sampled_from(["Z", "+05:30"]),
    )
)
def test_plain_times_are_read_at_once(text: str) -> None:
    padded = text.rjust(len("2026-01-01T00:00:00Z"), "0")
    column = pa.array([padded], pa.large_string())
    assert (fast_times(column, None) is None) == bool(exact_times(column, None).wrong)


AMOUNTS = st.one_of(
    st.from_regex(r"[0-9]{1,20}(\.[0-9]{1,20})?", fullmatch=True),
    st.from_regex(r"[0-9]{1,9}\.[0-9]{2}0{0,3}", fullmatch=True),
    st.sampled_from(
        ["1.", ".5", "+1", "-1", "1e3", "NaN", "1_0", " 1", "1 ", "١", "1,5", "9" * 40, "0" * 30 + "1"]
    ),
    st.text(alphabet="0123456789.-+eE _", max_size=24),
)


@given(
    texts=st.lists(AMOUNTS, min_size=1, max_size=4), decimals=st.integers(0, 18), skipped=st.integers(0, 1)
)
@example(texts=["1" * 19, "9" * 17 + ".0"], decimals=18, skipped=0)
def test_amounts(texts: list[str], decimals: int, skipped: int) -> None:
    column = pa.array(["0"] * skipped + texts, pa.large_string()).slice(skipped)
    fast = fast_amounts(column, decimals)
    exact = exact_amounts(texts, [Currency("XTS", decimals)] * len(texts))
    if fast is not None:
        assert exact.wrong == {}
        assert fast.to_pylist() == exact.values.to_pylist()


@given(units=st.lists(st.integers(0, 10**15), min_size=1, max_size=4))
def test_plain_amounts_are_read_at_once(units: list[int]) -> None:
    column = pa.array([f"{each // 100}.{each % 100:02d}" for each in units], pa.large_string())
    fast = fast_amounts(column, 2)
    assert fast is not None
    assert fast.to_pylist() == units


@given(
    st.lists(
        st.sampled_from(['"', ",", "\n", "\r\n", "\r", "a", "é", " ", '""', "\0", 'b"', '","']), max_size=40
    ),
    st.sampled_from(["\n", "\r\n", ""]),
)
def test_blocks(parts: list[str], end: str) -> None:
    text = ("".join(parts) + end).encode()
    chosen = Chosen(places={"transfer_id": 0, "amount": 2}, width=3)
    fast = fast_block(text, Start(row=5, line=7), chosen)
    exact = exact_block(text, Start(row=5, line=7), chosen, last=True)
    if fast is not None:
        assert exact.wrong == []
        assert fast.columns == exact.columns
        assert (list(fast.rows), list(fast.lines), fast.next) == (exact.rows, exact.lines, exact.next)
        assert [fast.raw(at) for at in range(len(fast.rows))] == [
            exact.raw(at) for at in range(len(exact.rows))
        ]


FIELD = st.one_of(
    st.text(alphabet="abc 1é", max_size=4),
    st.builds('"{}"'.format, st.text(alphabet="ab, é", max_size=4)),
    st.just('"two ""marks"""'),
)


@given(st.lists(st.builds("{},{},{}".format, FIELD, FIELD, FIELD), min_size=1, max_size=6))
def test_plain_blocks_are_read_at_once(lines: list[str]) -> None:
    text = "\n".join(lines).encode()
    chosen = Chosen(places={"transfer_id": 0, "amount": 2}, width=3)
    assert fast_block(text, Start(row=1, line=1), chosen) is not None
