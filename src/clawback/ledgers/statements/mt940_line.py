"""Field :61: of an MT940: one entry.

    :61:2601310201DR1000,50NTRFNONREF//BANKREF0001
        ------ value date   --- funds code, amount  ---- type, reference of the account's owner // of the bank
              ---- booking date (MMDD)
                  - C, D, RC (a credit taken back: money out), RD (a debit taken back: money in)

SWIFT Standards, Category 9, MT940 field 61.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from clawback.errors import LedgerError
from clawback.ledgers.statements.records import is_reference

__all__ = ["Line", "day", "decimal", "line_of"]

_LINE = re.compile(
    r"([0-9]{6})([0-9]{4})?(RC|RD|EC|ED|C|D)([A-Z]?)([0-9]{1,14},[0-9]{0,12})([A-Z][A-Z0-9]{3})(.*)",
    re.DOTALL,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """An entry. `amount` is a decimal text with a point; `mark` one of C, D, RC, RD, EC, ED (expected)."""

    value_date: date
    booking_date: date | None
    mark: str
    amount: str
    code: str
    customer_reference: str | None
    bank_reference: str | None

    @property
    def debit(self) -> bool:
        """Whether money leaves the account."""
        return self.mark in ("D", "RC")

    @property
    def reversal(self) -> bool:
        """Whether the entry takes another one back."""
        return self.mark in ("RC", "RD")

    @property
    def expected(self) -> bool:
        """Whether the entry is only expected, not booked."""
        return self.mark in ("EC", "ED")


def line_of(text: str) -> Line:
    """Reads the first line of the field's text. Raises LedgerError."""
    found = _LINE.fullmatch(text)
    if found is None:
        raise LedgerError(
            f"{text[:60]!r} is no statement line",
            field=":61:",
            remedy="it should be like 2601310201D1000,50NTRFNONREF//BANKREF",
        )
    value = day(found[1], ":61:")
    own, _, bank = found[7].partition("//")
    return Line(
        value_date=value,
        booking_date=_near(value, found[2]) if found[2] else None,
        mark=found[3],
        amount=decimal(found[5]),
        code=found[6],
        customer_reference=own.strip() if is_reference(own) else None,
        bank_reference=bank.strip() if is_reference(bank) else None,
    )


def decimal(text: str) -> str:
    """`1000,5` as `1000.5`; the comma is always there, digits after it need not be."""
    return text.removesuffix(",").replace(",", ".")


def day(text: str, field: str) -> date:
    """A date YYMMDD; years 80 to 99 are of the last century. Raises LedgerError."""
    year = int(text[:2])
    try:
        return date(year + (1900 if year > 79 else 2000), int(text[2:4]), int(text[4:6]))
    except ValueError:
        raise LedgerError(f"{text} is not a date (YYMMDD)", field=field) from None


def _near(value: date, text: str) -> date:
    """The date MMDD nearest to the value date: an entry of December can be booked in January."""
    near = []
    for year in (value.year - 1, value.year, value.year + 1):
        try:
            near.append(date(year, int(text[:2]), int(text[2:])))
        except ValueError:
            continue
    if not near:
        raise LedgerError(f"{text} is not a date (MMDD)", field=":61:")
    return min(near, key=lambda one: abs(one - value))
