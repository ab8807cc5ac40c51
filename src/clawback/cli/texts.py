"""Texts in files that a spreadsheet opens."""

from __future__ import annotations

from typing import Final

__all__ = ["as_text"]

_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_text(text: str) -> str:
    """The text, with a quote in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_BEGINS) else text
