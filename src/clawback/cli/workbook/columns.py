"""The columns of a rule's sheet, by name: all its tables stand in the same ones."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

__all__ = ["COLUMNS", "FIRST_KEY", "FIRST_WORKING", "HEADS", "LETTERS", "WIDTHS", "cell", "cells"]

_TABLE = (
    ("id", "Transfer", 16.0),
    ("claim", "Claim", 14.0),
    ("settled_at", "Settled at (UTC)", 20.0),
    ("debtor", "Debtor", 18.0),
    ("creditor", "Creditor", 18.0),
    ("amount", "Amount of the transfer ({unit})", 13.0),
    ("part", "Claim's part ({unit})", 13.0),
    ("money", "Claim's part ({currency})", 14.0),
    ("starts", "Newly claimed ({unit})", 13.0),
    ("kind", "Becomes", 12.0),
    ("ends", "Ends at the creditor", 12.0),
    ("arrives", "Stands at the creditor", 12.0),
    ("stood", "Stood at the debtor before", 12.0),
    ("left", "Stands at the debtor after", 12.0),
    ("there", "Then of the claim at the creditor", 12.0),
    ("balance", "Debtor's balance before", 13.0),
    ("divides", "Divides", 13.0),
    ("over", "Over", 13.0),
    ("floor", "Times what stood, rounded down", 13.0),
    ("rest", "Remainder", 16.0),
    ("extra", "Unit left over", 8.0),
    ("how", "Where the part comes from", 30.0),
    ("debtor_key", "Debtor no.", 9.0),
    ("creditor_key", "Creditor no.", 9.0),
    ("claim_key", "Claim no.", 9.0),
)
COLUMNS = {name: place for place, (name, _, _) in enumerate(_TABLE)}
HEADS = [head for _, head, _ in _TABLE]
WIDTHS = [width for _, _, width in _TABLE]
FIRST_KEY = COLUMNS["debtor_key"]
FIRST_WORKING = COLUMNS["stood"]
"""From here on columns show how parts come about; they are printed on pages of their own.
The keys at the end, by which sums find their rows, are not printed."""

# The tables above the transfers stand in the same columns, under names of their own.
COLUMNS |= {
    "position_kind": COLUMNS["id"],
    "position_claim": COLUMNS["claim"],
    "position_account": COLUMNS["settled_at"],
    "position_amount": COLUMNS["debtor"],
    "position_money": COLUMNS["creditor"],
    "position_account_key": COLUMNS["amount"],
    "position_claim_key": COLUMNS["part"],
    "total_claim_key": COLUMNS["id"],
    "total_claim": COLUMNS["claim"],
    "total_settled_at": COLUMNS["settled_at"],
    "total_debtor": COLUMNS["debtor"],
    "total_creditor": COLUMNS["creditor"],
    "total_paid": COLUMNS["amount"],
    "total_traced": COLUMNS["part"],
    "total_money": COLUMNS["money"],
    "total_positions": COLUMNS["starts"],
    "total_check": COLUMNS["kind"],
}
LETTERS = {name: xl_col_to_name(place) for name, place in COLUMNS.items()}


def cell(column: str, row: int) -> str:
    """A cell of the sheet: `G12` for the row 11, counted from 0."""
    return f"{LETTERS[column]}{row + 1}"


def cells(column: str, first: int, last: int) -> str:
    """The cells of a column between two rows, both included."""
    return f"{LETTERS[column]}${first + 1}:{LETTERS[column]}${last + 1}"
