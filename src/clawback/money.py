"""Money: whole minor units (int64) of a currency, exact texts, exact division.

Floats are refused everywhere: an amount enters as text or as whole minor units.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from clawback.errors import Bug, MoneyError

__all__ = [
    "INT64_MAX",
    "Amount",
    "Currency",
    "currency",
    "divide",
    "format_amount",
    "is_official",
    "parse_amount",
]

INT64_MAX = 2**63 - 1
_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{1,31}")
_AMOUNT = re.compile(r"(-?)([0-9]{1,40})(?:\.([0-9]{1,40}))?")


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency and its number of decimals: 2 means that 1.00 is 100 minor units."""

    code: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Amount:
    """So many minor units of a currency; may be negative (a balance)."""

    units: int
    currency: Currency

    def __post_init__(self) -> None:
        if type(self.units) is not int or not -INT64_MAX <= self.units <= INT64_MAX:
            raise MoneyError(f"an amount is a whole number of minor units within int64, not {self.units!r}")

    def __str__(self) -> str:
        return f"{format_amount(self.units, self.currency)} {self.currency.code}"


@cache
def _decimals(group: str) -> dict[str, int]:
    table = tomllib.loads(files("clawback").joinpath("currencies.toml").read_text("utf-8"))
    return {code: int(decimals) for decimals, codes in table[group].items() for code in codes.split()}


def is_official(code: str) -> bool:
    """Whether ISO 4217 lists the code, so that its decimals are not ours to choose."""
    return code in _decimals("iso4217")


def currency(code: str, decimals: int | None = None) -> Currency:
    """The currency named `code` (ISO 4217 or ticker).

    `decimals` is needed for a ticker outside the table, counts before the table's for one in it (amounts cut to
    gwei have 9, not 18), and is refused where it contradicts ISO 4217. Raises MoneyError.
    """
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise MoneyError(
            f"{code!r} is not a currency code", remedy="write ISO 4217 (EUR) or a ticker in capitals"
        )
    official = _decimals("iso4217").get(code)
    if official is not None and decimals not in (None, official):
        raise MoneyError(f"{code} has {official} decimals, not {decimals}", remedy="leave --decimals away")
    found = next((n for n in (official, decimals, _decimals("tickers").get(code)) if n is not None), None)
    if found is None:
        raise MoneyError(f"the decimals of {code} are not known", remedy="give them with --decimals")
    if type(found) is not int or not 0 <= found <= 18:
        raise MoneyError(f"decimals are a whole number from 0 to 18, not {found!r}")
    return Currency(code, found)


def parse_amount(text: str, in_currency: Currency) -> int:
    """Minor units of a decimal text such as `1000.00`, `-3`, `1.500`.

    Further zeros are allowed, further digits are not; nor are exponents, signs of plus, separators,
    NaN, or amounts beyond int64. Raises MoneyError.
    """
    match = _AMOUNT.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise MoneyError(
            f"{text!r} is not an amount", remedy="write digits with a decimal point, such as 1000.00"
        )
    sign, whole, fraction = match[1], match[2], match[3] or ""
    kept, further = fraction[: in_currency.decimals], fraction[in_currency.decimals :]
    if further.strip("0"):
        raise MoneyError(f"{text} has more decimals than {in_currency.code}'s {in_currency.decimals}")
    units = int(whole + kept.ljust(in_currency.decimals, "0"))
    if units > INT64_MAX:
        raise MoneyError(f"{text} is beyond what can be counted (int64 minor units)")
    return -units if sign else units


def format_amount(units: int, in_currency: Currency) -> str:
    """The decimal text of minor units, always with the currency's decimals: 5 of EUR is `0.05`."""
    digits = str(abs(units)).rjust(in_currency.decimals + 1, "0")
    sign = "-" if units < 0 else ""
    if in_currency.decimals == 0:
        return sign + digits
    return f"{sign}{digits[: -in_currency.decimals]}.{digits[-in_currency.decimals :]}"


def divide(amount: int, weights: Sequence[int]) -> list[int]:
    """Divides `amount` in proportion to `weights`, to the unit (largest remainder, Hamilton's method).

    Each part gets the floor of its quota; units left over go one each to the largest remainders, ties to
    the earlier part. The parts sum to `amount`. `amount` >= 0; weights >= 0, not all zero unless `amount` is.
    """
    total = sum(weights)
    if amount < 0 or min(weights, default=0) < 0 or (total == 0 and amount > 0):
        raise Bug(f"cannot divide {amount} over {list(weights)}")
    if amount == 0:
        return [0] * len(weights)
    parts = [amount * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % total), i))
    for i in by_remainder[: amount - sum(parts)]:
        parts[i] += 1
    return parts
