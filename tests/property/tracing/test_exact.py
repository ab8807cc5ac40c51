"""Exact division in compiled code against Python's own integers and `money.divide`."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clawback.money import INT64_MAX, divide
from clawback.tracing.exact import apportion, product_quotient

WHOLE = st.one_of(st.integers(0, 10), st.integers(0, 2**33), st.integers(0, INT64_MAX))


@given(WHOLE, WHOLE, WHOLE.filter(bool))
def test_the_quotient_of_a_product_is_exact_beyond_64_bits(a: int, b: int, c: int) -> None:
    b = min(b, c)
    assert product_quotient(a, b, c) == divmod(a * b, c)


@st.composite
def divisions(draw: st.DrawFn) -> tuple[int, list[int]]:
    weights = draw(
        st.lists(st.integers(0, draw(st.sampled_from([3, 10**6, 2**56]))), min_size=1, max_size=80)
    )
    if not sum(weights):
        weights[0] = 1
    return draw(st.one_of(st.integers(0, 200), st.integers(0, sum(weights)), st.integers(0, 2**61))), weights


@given(divisions())
def test_apportion_is_money_divide(division: tuple[int, list[int]]) -> None:
    amount, weights = division
    n = len(weights)
    parts, rests = np.zeros(n, np.int64), np.zeros(n, np.int64)
    apportion(amount, np.array(weights, np.int64), n, sum(weights), parts, rests)
    assert parts.tolist() == divide(amount, weights)
    assert sum(parts.tolist()) == amount
