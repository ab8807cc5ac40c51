"""Dividing whole units in proportion."""

from __future__ import annotations

from tests.reference.division import divide
from tests.reference.model import OWN


def test_each_part_gets_the_floor_and_the_largest_remainders_one_more() -> None:
    # quotas of 10 over 1 : 2 : 4 are 1.43, 2.86, 5.71
    assert divide(10, {0: 1, 1: 2, 2: 4}) == {0: 1, 1: 3, 2: 6}


def test_ties_go_to_the_earlier_claim_and_own_money_last() -> None:
    assert divide(1, {OWN: 1, 1: 1, 0: 1}) == {0: 1}
    assert divide(2, {OWN: 1, 1: 1, 0: 1}) == {0: 1, 1: 1}


def test_own_money_wins_by_a_larger_remainder() -> None:
    # quotas of 1 over 1 : 2 are 0.33, 0.67
    assert divide(1, {0: 1, OWN: 2}) == {OWN: 1}


def test_more_than_there_is_can_be_divided() -> None:
    assert divide(7, {0: 1, 1: 2}) == {0: 2, 1: 5}


def test_products_beyond_64_bits_are_exact() -> None:
    assert divide(2**62 - 1, {0: 2**61, 1: 2**61 - 1}) == {0: 2**61, 1: 2**61 - 1}


def test_nothing_divides_into_nothing() -> None:
    assert divide(0, {0: 1}) == {}
    assert divide(0, {}) == {}
