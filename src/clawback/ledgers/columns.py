"""Columns of texts into numbers: at once where the texts are plain, one by one where they are not.

Each function gives as many int64 values as there are texts, and what is wrong by place; the value of a wrong
text is 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from clawback.clock import parse_time
from clawback.errors import InputError, LedgerError, MoneyError, TimeError
from clawback.ledgers.ledger import Int64s
from clawback.money import INT64_MAX, Currency, parse_amount

__all__ = ["Parsed", "Rounded", "named", "rounded_units", "times", "units", "whole"]

_FLOAT = re.compile(r"-?[0-9]{1,40}(\.[0-9]{0,40})?([eE][+-]?[0-9]{1,3})?")
_FIRST, _LAST = -62_135_596_800_000_000, 253_402_300_799_999_999  # years 1 to 9999


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """n values, and what is wrong, by place."""

    values: Int64s
    bad: dict[int, InputError]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rounded:
    """n values, what is wrong by place, and where (a mask of n) digits were rounded away."""

    values: Int64s
    bad: dict[int, InputError]
    rounded: npt.NDArray[np.bool_]


def named(texts: Any) -> dict[int, InputError]:
    """The places of empty texts, where an account must have a number."""
    empty = np.flatnonzero(_mask(pc.equal(texts, "")))
    return {int(place): LedgerError("the account number is missing") for place in empty}


def whole(texts: Any, most: int) -> Parsed:
    """Whole numbers from 0 to `most`."""

    def one(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,18}", text) or int(text) > most:
            raise LedgerError(f"{text!r} is not a whole number from 0 to {most}")
        return int(text)

    return _parsed(
        texts, rf"^[0-9]{{1,{len(str(most)) - 1}}}$", lambda plain: plain.cast(pa.int64()).to_numpy(), one
    )


def times(texts: Any, pattern: str = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:]{5,8}(\.[0-9]{1,6})?$") -> Parsed:
    """Microseconds since 1970 of date-times written in UTC without saying so."""

    def plain(found: Any) -> Int64s:
        micros: Int64s = found.cast(pa.timestamp("us")).cast(pa.int64()).to_numpy()
        if len(micros) and (micros.min() < _FIRST or micros.max() > _LAST):
            raise pa.ArrowInvalid("out of range")
        return micros

    return _parsed(texts, pattern, plain, lambda text: parse_time(text, UTC))


def units(texts: Any, currency: Currency, *, balance: bool = False) -> Parsed:
    """Minor units of amounts above nothing, or of balances, written with no more digits than the currency has."""

    def one(text: str) -> int:
        found = parse_amount(text, currency)
        if found <= 0 and not balance:
            raise _nothing()
        return found

    parsed = _parsed(
        texts, _plain_amount(currency.decimals), lambda plain: _scaled(plain, currency.decimals), one
    )
    if balance:
        return parsed
    nothing = {int(place): _nothing() for place in np.flatnonzero(parsed.values == 0)}
    return Parsed(values=parsed.values, bad=nothing | parsed.bad)


def _nothing() -> MoneyError:
    return MoneyError("the amount is not above nothing", remedy="leave the row away if nothing was moved")


def _plain_amount(decimals: int) -> str:
    """The texts whose minor units have at most 18 digits, and so fit int64 for certain."""
    if decimals > 17:
        return "^$"
    fraction = rf"(\.[0-9]{{1,{decimals}}})?" if decimals else ""
    return rf"^[0-9]{{1,{18 - decimals}}}{fraction}$"


def rounded_units(texts: Any, currency: Currency) -> Rounded:
    """Minor units of amounts written as floats are: rounded half-even from their exact decimal text, which may
    have an exponent. Amounts that round to nothing are 0; those below nothing are wrong."""
    decimals = currency.decimals
    rounded = np.zeros(len(texts), np.bool_)

    def plain(found: Any) -> Int64s:
        exact = found.cast(pa.decimal128(38, 20))
        near = pc.round(exact, ndigits=decimals, round_mode="half_to_even")
        rounded[np.flatnonzero(easy)] = _mask(pc.not_equal(exact, near))
        return _low_words(near.cast(pa.decimal128(38, decimals)))

    pattern = rf"^[0-9]{{1,{min(10, 17 - decimals)}}}(\.[0-9]{{1,20}})?$" if decimals < 17 else "^$"
    easy = _mask(pc.match_substring_regex(texts, pattern))
    parsed = _parsed(texts, pattern, plain, lambda text: _near(text, currency)[0])
    for place in np.flatnonzero(~easy):
        if int(place) not in parsed.bad:
            rounded[place] = _near(texts[int(place)].as_py(), currency)[1]
    return Rounded(values=parsed.values, bad=parsed.bad, rounded=rounded)


def _near(text: str, currency: Currency) -> tuple[int, bool]:
    """Minor units nearest to a float's text, half to even, and whether digits were rounded away."""
    if not _FLOAT.fullmatch(text):
        raise MoneyError(f"{text!r} is not an amount", remedy="write digits with a decimal point")
    exact = Decimal(text).scaleb(currency.decimals, Context(prec=200))
    if exact < 0:
        raise MoneyError(f"the amount {text} is below nothing")
    if exact > INT64_MAX:
        raise MoneyError(f"{text} is beyond what can be counted (int64 minor units)")
    found = exact.quantize(Decimal(1), ROUND_HALF_EVEN, Context(prec=200))
    return int(found), found != exact


def _scaled(plain: Any, decimals: int) -> Int64s:
    if not decimals:
        whole_numbers: Int64s = plain.cast(pa.int64()).to_numpy()
        return whole_numbers
    return _low_words(plain.cast(pa.decimal128(38, decimals)))


def _low_words(column: Any) -> Int64s:
    """The unscaled values of decimals that fit 64 bits: a decimal128 is two words, the low one first."""
    both = np.frombuffer(column.buffers()[1], np.int64).reshape(-1, 2)
    return both[column.offset : column.offset + len(column), 0].copy()


def _mask(column: Any) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = column.to_numpy(zero_copy_only=False).astype(np.bool_)
    return found


def _parsed(texts: Any, pattern: str, plain: Callable[[Any], Int64s], one: Callable[[str], int]) -> Parsed:
    """By `plain` where the texts match `pattern`, by `one` where they do not, or where `plain` refuses them."""
    easy = _mask(pc.match_substring_regex(texts, pattern))
    values = np.zeros(len(texts), np.int64)
    try:
        values[easy] = plain(texts.filter(pa.array(easy)))
    except pa.ArrowInvalid:
        easy[:] = False
    bad: dict[int, InputError] = {}
    for place in np.flatnonzero(~easy):
        try:
            values[place] = one(texts[int(place)].as_py())
        except (MoneyError, TimeError, LedgerError) as error:
            bad[int(place)] = error
    return Parsed(values=values, bad=bad)
