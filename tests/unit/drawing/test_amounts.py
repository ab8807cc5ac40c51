"""Amounts are exact; shares never say nothing where there is something."""

from __future__ import annotations

import pytest

from clawback.drawing import CHINESE, ENGLISH
from clawback.drawing.amounts import grouped, share
from clawback.drawing.durations import duration
from clawback.drawing.stacks import Measure
from clawback.drawing.thickness import round_amount
from clawback.money import Currency
from tests.unit.drawing.build import DAY, HOUR, MINUTE


@pytest.mark.parametrize(
    ("units", "decimals", "text"),
    [
        (1_234_567, 2, "12,345.67"),
        (5, 2, "0.05"),
        (1_000, 0, "1,000"),
        (2**63 - 1, 18, "9.223372036854775807"),
    ],
)
def test_amounts_have_all_their_digits(units: int, decimals: int, text: str) -> None:
    assert grouped(units, Currency("XXX", decimals)) == text


@pytest.mark.parametrize(
    ("units", "total", "text"),
    [
        (1, 3, "33.3 %"),
        (5, 10_000, "0.1 %"),
        (4, 10_000, "< 0.1 %"),
        (0, 5, "0.0 %"),
        (0, 0, "0.0 %"),
        (5, 5, "100.0 %"),
    ],
)
def test_shares_are_rounded_half_up(units: int, total: int, text: str) -> None:
    assert share(units, total, ENGLISH) == text


@pytest.mark.parametrize(
    ("micros", "text"),
    [(60 * DAY, "60 天"), (47 * HOUR, "47 小时"), (90 * MINUTE, "90 分"), (1_500_000, "1 秒")],
)
def test_durations_use_the_largest_unit_that_fits_twice(micros: int, text: str) -> None:
    assert duration(micros, CHINESE) == text


@pytest.mark.parametrize(("per_unit", "amount"), [(1.0, 10), (0.01, 1_000), (0.5, 20), (20.0, 0), (0.0, 0)])
def test_the_key_to_thickness_is_a_round_amount(per_unit: float, amount: int) -> None:
    assert round_amount(Measure(per_unit)) == amount
