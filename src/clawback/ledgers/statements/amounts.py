"""Amounts of ISO 20022 elements in minor units."""

from __future__ import annotations

from clawback.errors import LedgerError
from clawback.ledgers.reading import Notes
from clawback.ledgers.statements.tree import Tree
from clawback.money import parse_amount

__all__ = ["Stated", "stated", "units", "units_of"]

Stated = tuple[str, str]
"""An amount as written, and its currency code."""


def stated(element: Tree | None) -> Stated | None:
    """Text and currency of an amount element (`Amt` with its `Ccy`), None where there is none."""
    if element is None or element.content is None:
        return None
    return element.content, element.currency or ""


def units(amount: Stated, notes: Notes) -> int:
    """Minor units, 0 or more. Leading and trailing points, which XML's decimals may have, are taken. Raises
    MoneyError, and LedgerError for a negative one."""
    written, code = amount
    whole = f"0{written}" if written.startswith(".") else written
    found = parse_amount(whole.removesuffix("."), notes.currency(code))
    if found < 0:
        raise LedgerError(f"{written} is negative", remedy="CdtDbtInd tells the direction")
    return found


def units_of(element: Tree | None, notes: Notes) -> tuple[int, str]:
    """Minor units and currency of an amount element. Raises InputError where there is none."""
    amount = stated(element)
    if amount is None:
        raise LedgerError("there is no amount", field="Amt")
    return units(amount, notes), amount[1]
