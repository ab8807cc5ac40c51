"""In which order accounts are held: the newest arrival of claims first, then the smaller part of own money."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from clawback.holding.records import Standing

__all__ = ["priority"]


def priority(standing: Standing) -> tuple[Any, ...]:
    """Sorts accounts: newest arrival, then smaller share of own money, then agent and account."""
    whole = standing.own + standing.high
    share = Fraction(standing.own, whole) if whole else Fraction(0)
    return -standing.newest_arrival, share, standing.account
