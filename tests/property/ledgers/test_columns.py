"""Columns read at once say what their texts say one by one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from clawback.clock import format_time, parse_time
from clawback.errors import InputError
from clawback.ledgers.columns import rounded_units, times, units, whole
from clawback.money import INT64_MAX, Currency, parse_amount

CURRENCIES = st.sampled_from(
    [Currency("JPY", 0), Currency("USD", 2), Currency("BTC", 8), Currency("ETH", 18)]
)
AMOUNTS = st.from_regex(r"-?[0-9]{1,20}(\.[0-9]{1,22})?", fullmatch=True) | st.text(
    "0123456789.-eE ", max_size=6
)
FLOATS = (
    st.floats(0, 1e12).map(repr)
    | st.decimals(0, 10**9, places=3).map(str)
    | st.text("0123456789.-eE", max_size=6)
)
TIMES = st.datetimes().map(str) | st.text("0123456789-: .", max_size=20)


def one_by_one(texts: list[str], one: Callable[[str], int]) -> list[int | None]:
    found: list[int | None] = []
    for text in texts:
        try:
            found.append(one(text))
        except InputError:
            found.append(None)
    return found


@given(st.lists(AMOUNTS, min_size=1), CURRENCIES)
def test_units(texts: list[str], currency: Currency) -> None:
    parsed = units(pa.array(texts, pa.string()), currency)
    expected = [
        amount or None for amount in one_by_one(texts, lambda text: max(0, parse_amount(text, currency)))
    ]
    assert [None if i in parsed.bad else int(v) for i, v in enumerate(parsed.values)] == expected


@given(st.lists(AMOUNTS, min_size=1), CURRENCIES)
def test_balances(texts: list[str], currency: Currency) -> None:
    parsed = units(pa.array(texts, pa.string()), currency, balance=True)
    expected = one_by_one(texts, lambda text: parse_amount(text, currency))
    assert [None if i in parsed.bad else int(v) for i, v in enumerate(parsed.values)] == expected


@given(st.lists(FLOATS, min_size=1), CURRENCIES)
def test_rounded_units_are_the_nearest_to_the_exact_text(texts: list[str], currency: Currency) -> None:
    parsed = rounded_units(pa.array(texts, pa.string()), currency)
    for place, text in enumerate(texts):
        if place in parsed.bad:
            continue
        exact = Decimal(text) * 10**currency.decimals
        assert parsed.values[place] == exact.quantize(Decimal(1), ROUND_HALF_EVEN) <= INT64_MAX
        assert parsed.rounded[place] == (exact != int(parsed.values[place]))


@given(st.lists(st.floats(0, 1e9).map(repr), min_size=1))
def test_a_float_s_text_is_never_wrong(texts: list[str]) -> None:
    assert rounded_units(pa.array(texts), Currency("USD", 2)).bad == {}


@given(st.lists(TIMES, min_size=1))
def test_times(texts: list[str]) -> None:
    parsed = times(pa.array(texts, pa.string()))
    for place, text in enumerate(texts):
        if place not in parsed.bad:
            assert format_time(int(parsed.values[place])) == format_time(parse_time(f"{text}+00:00"))


@given(st.lists(st.datetimes().map(str), min_size=1))
def test_a_written_time_is_never_wrong(texts: list[str]) -> None:
    assert times(pa.array(texts)).bad == {}


@given(st.lists(st.integers(-5, 2000).map(str) | st.text("0123 x", max_size=4), min_size=1))
def test_whole_numbers(texts: list[str]) -> None:
    parsed = whole(pa.array(texts, pa.string()), 1000)
    expected = [int(text) if text.isdecimal() and int(text) <= 1000 else None for text in texts]
    assert [None if i in parsed.bad else int(v) for i, v in enumerate(parsed.values)] == expected
