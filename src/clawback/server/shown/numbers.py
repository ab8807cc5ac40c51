"""A record's number as somebody typed it, or wrote it into an address."""

from __future__ import annotations

__all__ = ["number_of"]

_LONGEST = 18
"""Digits: more are no number of a row."""


def number_of(text: str) -> int:
    """0, which no record has, for anything that is not plain digits."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 0
