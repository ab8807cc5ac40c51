"""`fifo`: oldest arrivals leave first; the opening balance is the oldest (Clayton's case, 1816, 1 Mer 572)."""

from __future__ import annotations

from clawback.compiled import inlined
from clawback.tracing.lots import OWN, cut, remember
from clawback.tracing.memory import Scratch

__all__ = ["take"]


@inlined
def take(s: Scratch, slot: int, amount: int) -> None:
    """Takes `amount`, no more than the lots hold, from the oldest end."""
    while amount > 0:
        lot = s.slots[slot].head
        part = min(amount, s.lots[lot].amount)
        if s.lots[lot].claim != OWN:
            remember(s, s.lots[lot].claim, part)
        cut(s, slot, lot, part)
        amount -= part
