"""Exact division in compiled code, on both sides of 64 bits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clawback.money import INT64_MAX, divide
from clawback.tracing.exact import apportion, product_quotient


@pytest.mark.parametrize(
    ("a", "b", "c"),
    [
        (0, 0, 1),
        (10, 3, 7),
        (3_000_000_000, 3_000_000_000, 3_000_000_001),
        (132_370_964_480_177_172, 190_017_039_710_519_520, 190_017_039_710_519_520),
        (INT64_MAX, INT64_MAX - 1, INT64_MAX),
        (INT64_MAX, INT64_MAX, INT64_MAX),
    ],
)
def test_a_product_of_any_size_is_divided_exactly(a: int, b: int, c: int) -> None:
    found = product_quotient(a, b, c)
    assert found == divmod(a * b, c)
    assert all(isinstance(part, int) for part in found), "a float has lost units already"


@given(
    st.lists(st.one_of(st.integers(0, 5), st.integers(0, 2**56)), min_size=1, max_size=40),
    st.integers(0, 2**62),
)
def test_parts_are_those_of_money(weights: list[int], amount: int) -> None:
    total = sum(weights) or 1
    if not any(weights):
        weights = [1, *weights[1:]]
    amount %= total + 1
    parts, rests = np.zeros(len(weights), np.int64), np.zeros(len(weights), np.int64)
    apportion(amount, np.array(weights, np.int64), len(weights), total, parts, rests)
    assert parts.tolist() == divide(amount, weights)
