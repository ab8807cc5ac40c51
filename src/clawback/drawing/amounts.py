"""Amounts and shares as people read them."""

from __future__ import annotations

from clawback.drawing.texts import Texts
from clawback.money import Currency, format_amount

__all__ = ["grouped", "share"]


def grouped(units: int, currency: Currency) -> str:
    """The exact amount with commas between thousands: 1234567 of EUR is `12,345.67`."""
    whole, point, decimals = format_amount(units, currency).partition(".")
    return f"{int(whole):,}{point}{decimals}"


def share(units: int, total: int, texts: Texts) -> str:
    """`units` of `total` in per cent, one decimal, rounded half up; never 0.0 for what is something."""
    tenths = (units * 2000 + total) // (2 * total) if total else 0
    if units and not tenths:
        return texts.less_than.format(number="0.1")
    return texts.share.format(number=f"{tenths // 10}.{tenths % 10}")
