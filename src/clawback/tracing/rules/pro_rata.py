"""`pro-rata`: an outflow divides over claims and own money in proportion to what stands there, each time anew
(the rolling charge; Barlow Clowes International v Vaughan [1991] EWCA Civ 11, "North American method")."""

from __future__ import annotations

from clawback.compiled import compiled
from clawback.tracing.memory import Scratch
from clawback.tracing.rules.proportion import take_in_proportion

__all__ = ["take"]


@compiled
def take(s: Scratch, slot: int, amount: int, money: int) -> None:
    """Takes `amount` out of `money`, the account's claims and own money together."""
    take_in_proportion(s, slot, amount, money - s.slots[slot].claims)
