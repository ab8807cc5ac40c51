"""`own-first`: own money leaves first; what exceeds it divides pro rata over the claims. Own money that comes
later does not refill a claim (Re Hallett's Estate (1880) 13 Ch D 696; lowest intermediate balance: James Roscoe
(Bolton) Ltd v Winder [1915] 1 Ch 62)."""

from __future__ import annotations

from clawback.compiled import inlined
from clawback.tracing.memory import Scratch
from clawback.tracing.rules.proportion import take_in_proportion

__all__ = ["spares", "take"]


@inlined
def take(s: Scratch, slot: int, amount: int, money: int) -> None:
    """Takes `amount` out of `money`, the account's claims and own money together."""
    own = money - s.slots[slot].claims
    if amount > own:
        take_in_proportion(s, slot, amount - own, 0)


@inlined
def spares(amount: int, money: int) -> int:
    """Claims no larger than this leave own money for the whole of `amount`."""
    return money - amount
