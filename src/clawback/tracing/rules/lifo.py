"""`lifo`: newest arrivals leave first; a run of parts that came together is taken from its end."""

from __future__ import annotations

from clawback.compiled import inlined
from clawback.tracing.lots import OWN, cut, remember
from clawback.tracing.memory import Scratch

__all__ = ["take"]


@inlined
def take(s: Scratch, slot: int, amount: int) -> None:
    """Takes `amount`, no more than the lots hold, from the newest end."""
    while amount > 0:
        lot = s.slots[slot].tail
        part = min(amount, s.lots[lot].amount)
        if s.lots[lot].claim != OWN:
            remember(s, s.lots[lot].claim, part)
        cut(s, slot, lot, part)
        amount -= part
