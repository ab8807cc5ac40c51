"""Taking from an account's claims in proportion to what stands there: what three of the rules share."""

from __future__ import annotations

from clawback.compiled import inlined
from clawback.tracing.exact import apportion
from clawback.tracing.lots import cut, remember
from clawback.tracing.memory import Scratch

__all__ = ["take_in_proportion"]


@inlined
def take_in_proportion(s: Scratch, slot: int, amount: int, own: int) -> None:
    """Divides `amount` over the claims and, as the last part, `own` money of that weight; takes the claims' parts."""
    n = 0
    lot = s.slots[slot].head
    while lot >= 0:
        s.lot_of[n] = lot
        s.weights[n] = s.lots[lot].amount
        lot = s.lots[lot].next
        n += 1
    s.weights[n] = own
    apportion(amount, s.weights, n + 1, s.slots[slot].claims + own, s.shares, s.rests)
    for i in range(n):
        if s.shares[i] > 0:
            remember(s, s.lots[s.lot_of[i]].claim, s.shares[i])
            cut(s, slot, s.lot_of[i], s.shares[i])
