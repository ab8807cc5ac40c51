"""NRIC and FIN of Singapore: the check letter of seven digits."""

from __future__ import annotations

__all__ = ["is_valid"]

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
_LETTERS = {
    "S": "JZIHGFEDCBA",
    "T": "JZIHGFEDCBA",
    "F": "XWUTRQPNMLK",
    "G": "XWUTRQPNMLK",
    "M": "XWUTRQPNJLK",
}
_ADDED = {"T": 4, "G": 4, "M": 3}


def is_valid(number: str) -> bool:
    """Whether the letter after the digits is the one that follows from them; `number` is upper-case, unspaced."""
    series, digits = number[0], number[1:8]
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return _LETTERS[series][(total + _ADDED.get(series, 0)) % 11] == number[8]
