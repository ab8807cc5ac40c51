"""`stolen-first`: the claims leave first, pro rata among them; then own money (Re Oatway [1903] 2 Ch 356)."""

from __future__ import annotations

from clawback.compiled import inlined
from clawback.tracing.memory import Scratch
from clawback.tracing.rules.proportion import take_in_proportion

__all__ = ["take"]


@inlined
def take(s: Scratch, slot: int, amount: int) -> None:
    """Takes `amount` out of the account."""
    take_in_proportion(s, slot, min(amount, s.slots[slot].claims), 0)
