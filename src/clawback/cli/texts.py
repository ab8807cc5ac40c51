"""Texts in files that a spreadsheet opens."""

from __future__ import annotations

__all__ = ["as_text"]


def as_text(text: str) -> str:
    """The text, with a quote in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
