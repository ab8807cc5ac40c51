"""Exact division in compiled code: products of two int64 need up to 126 bits."""

from __future__ import annotations

from typing import Any

import numpy as np

from clawback.compiled import inlined, lean
from clawback.ledgers.ledger import Int64s

__all__ = ["apportion", "product_quotient"]

_SURELY_FITS = 9.0e18
_FEW = 32


@inlined
def product_quotient(a: int, b: int, c: int) -> tuple[int, int]:
    """(a * b // c, a * b % c) for 0 <= a, 0 <= b <= c, 0 < c, whatever the size of the product."""
    if float(a) * float(b) < _SURELY_FITS:
        product = a * b
        quotient = product // c
        return quotient, product - quotient * c
    high, low = _multiply(np.uint64(a), np.uint64(b))
    return _divide(high, low, np.uint64(c))


@inlined
def _multiply(a: np.uint64, b: np.uint64) -> tuple[np.uint64, np.uint64]:
    """The 128-bit product as (high, low) words."""
    half, mask = np.uint64(32), np.uint64(0xFFFFFFFF)
    a1, a0, b1, b0 = a >> half, a & mask, b >> half, b & mask
    low = a0 * b0
    middle = a1 * b0 + (low >> half)
    other = a0 * b1 + (middle & mask)
    high = a1 * b1 + (middle >> half) + (other >> half)
    return high, (other << half) | (low & mask)


@lean
def _divide(high: np.uint64, low: np.uint64, c: np.uint64) -> tuple[Any, Any]:
    """(high, low) divided by c < 2**63 bit by bit, for high < c: the quotient fits one word."""
    one, top = np.uint64(1), np.uint64(63)
    quotient, rest = np.uint64(0), high
    for step in range(64):
        bit = (low >> (top - np.uint64(step))) & one
        rest = (rest << one) | bit
        quotient = quotient << one
        if rest >= c:
            rest = rest - c
            quotient = quotient | one
    # To the compiler int() of a uint64 is one still, and what may be int64 or uint64 is a float64.
    return np.int64(quotient), np.int64(rest)


@lean
def apportion(amount: int, weights: Int64s, n: int, total: int, parts: Int64s, rests: Int64s) -> None:
    """Divides `amount` over weights[:n], which sum to `total` > 0, into parts[:n] (see `money.divide`)."""
    given = 0
    for i in range(n):
        parts[i], rests[i] = product_quotient(amount, weights[i], total)
        given += parts[i]
    left = amount - given
    if left > 0:
        _give_rest(left, n, parts, rests)


@lean
def _give_rest(left: int, n: int, parts: Int64s, rests: Int64s) -> None:
    """One unit each to the `left` largest remainders, ties to the earlier part."""
    if n <= _FEW:
        for _ in range(left):
            best = 0
            for i in range(1, n):
                if rests[i] > rests[best]:
                    best = i
            parts[best] += 1
            rests[best] = -1
    else:
        _give_above(_threshold(left, n, rests), left, n, parts, rests)


@lean
def _give_above(least: int, left: int, n: int, parts: Int64s, rests: Int64s) -> None:
    """One unit each to the remainders above `least`, and what is left of `left` to the first equal to it."""
    for i in range(n):
        if rests[i] > least:
            parts[i] += 1
            left -= 1
    for i in range(n):
        if rests[i] == least and left > 0:
            parts[i] += 1
            left -= 1


@lean
def _threshold(left: int, n: int, rests: Int64s) -> int:
    """The least number that no more than `left` remainders are above, found by halving."""
    low, high = 0, 0
    for i in range(n):
        high = max(high, rests[i])
    while low < high:
        middle = low + (high - low) // 2
        above = 0
        for i in range(n):
            above += rests[i] > middle
        if above <= left:
            high = middle
        else:
            low = middle + 1
    return low
