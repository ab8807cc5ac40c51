"""Columns of amounts into whole minor units (int64), exactly; each more than nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from clawback.errors import LedgerError
from clawback.ledgers.checked import Checked, as_texts, one_by_one, text_like
from clawback.ledgers.ledger import Int64s
from clawback.money import INT64_MAX, Currency, parse_amount

__all__ = ["checked_amounts", "exact_amounts", "fast_amounts"]

_DIGITS = 38  # what decimal128 holds
_FAST_CHARACTERS = 19  # with up to 18 decimals more, within that: beyond, Arrow's casts wrap silently
_POINT = ord(".")


def checked_amounts(given: Any, currencies: list[Currency | None], code: Int64s) -> Checked:
    """Decimal texts, Arrow decimals, or integers, which count minor units. Row i is in `currencies[code[i]]`;
    None is a currency that is wrong, whose amounts are not looked at. Nulls stay.

    Raises LedgerError where the column's type cannot hold exact money.
    """
    if pa.types.is_integer(given.type):
        return _more_than_nothing(_integers(given))
    if text_like(given.type):
        given = as_texts(given)
    elif not pa.types.is_decimal(given.type):
        raise LedgerError(f"the column has type {given.type}", remedy=_remedy(given.type))
    return _more_than_nothing(_by_decimals(given, currencies, code))


def fast_amounts(texts: Any, decimals: int) -> Any | None:
    """Minor units of all of a column of texts without nulls, or None where that cannot be sure to say what
    `exact_amounts` says."""
    offsets = np.frombuffer(texts.buffers()[1], np.int64)[texts.offset :][: len(texts) + 1]
    data = np.frombuffer(texts.buffers()[2] or b"", np.uint8)
    used = data[offsets[0] : offsets[-1]]
    lengths = np.diff(offsets)
    if lengths.min() == 0 or lengths.max() > _FAST_CHARACTERS:
        return None
    digits = used - np.uint8(48) <= 9  # what is below "0" wraps to above 9
    if not (digits | (used == _POINT)).all():
        return None
    if (data[offsets[:-1]] == _POINT).any() or (data[offsets[1:] - 1] == _POINT).any():
        return None
    try:
        return _units_of(texts.cast(pa.decimal128(_DIGITS, decimals)))
    except pa.ArrowException:
        return None


def exact_amounts(values: list[Any], currencies: list[Currency]) -> Checked:
    """The same of texts or Decimals, each in its currency, one by one by `money.parse_amount`, with what is
    wrong with each."""
    of = iter(currencies)

    def one(value: str | Decimal) -> int:
        return parse_amount(value if isinstance(value, str) else format(value, "f"), next(of))

    return one_by_one(values, one, pa.int64())


def _units_of(decimals: Any) -> Any | None:
    """The unscaled values of decimal128, where each fits int64."""
    words = np.frombuffer(decimals.buffers()[1], np.int64).reshape(-1, 2)[decimals.offset :][: len(decimals)]
    low, high = words[:, 0], words[:, 1]
    return pa.array(low) if not ((high != 0) | (low < 0)).any() else None


def _fast(given: Any, decimals: int) -> Any | None:
    if given.null_count or not len(given):
        return None
    if not pa.types.is_decimal(given.type):
        return fast_amounts(given, decimals)
    if given.type.precision + decimals > _DIGITS:
        return None
    try:
        return _units_of(given.cast(pa.decimal128(_DIGITS, decimals)))
    except pa.ArrowException:
        return None


def _integers(given: Any) -> Checked:
    try:
        return Checked(values=given.cast(pa.int64()))
    except pa.ArrowException:
        return one_by_one(given.to_pylist(), _within, pa.int64())


def _within(units: int) -> int:
    if units > INT64_MAX:
        raise LedgerError(f"{units} is beyond what can be counted (int64 minor units)")
    return units


def _by_decimals(given: Any, currencies: list[Currency | None], code: Int64s) -> Checked:
    """Rows apart by the decimals of their currency, for these say what a digit is worth."""
    decimals = np.array([-1 if each is None else each.decimals for each in currencies] + [-1], np.int64)[code]
    values, is_null = np.ones(len(given), np.int64), np.zeros(len(given), bool)
    wrong: dict[int, LedgerError] = {}
    for each in np.unique(decimals[decimals >= 0]):
        rows = np.flatnonzero(decimals == each)
        part = given if len(rows) == len(given) else given.take(pa.array(rows))
        fast = _fast(part, int(each))
        if fast is not None:
            values[rows] = fast.to_numpy()
            continue
        exact = exact_amounts(part.to_pylist(), [currencies[at] for at in code[rows]])
        values[rows] = pc.fill_null(exact.values, 1).to_numpy()
        is_null[rows] = exact.values.is_null().to_numpy(zero_copy_only=False)
        wrong |= {int(rows[at]): error for at, error in exact.wrong.items()}
    return Checked(values=pa.array(values, mask=is_null), wrong=wrong)


def _more_than_nothing(found: Checked) -> Checked:
    units = pc.fill_null(found.values, 1).to_numpy()
    wrong = {
        int(place): LedgerError("the amount is not above zero", remedy="let the debtor be who pays")
        for place in np.flatnonzero(units <= 0)
    }
    return Checked(values=found.values, wrong=wrong | found.wrong)


def _remedy(type_: Any) -> str:
    if pa.types.is_floating(type_):
        return "floats cannot hold money exactly: store decimals, or whole minor units (int64)"
    return "store decimals, whole minor units (int64), or decimal text"
