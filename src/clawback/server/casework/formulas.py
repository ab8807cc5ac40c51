"""Texts that others chose, in a file that is opened with a spreadsheet (docs/decisions/formulas-in-csv.md)."""

from __future__ import annotations

from typing import Final

__all__ = ["no_formula"]

_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def no_formula(text: str) -> str:
    """The text, with a mark before it where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(_BEGINS) else text
