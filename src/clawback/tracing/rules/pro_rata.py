"""`pro-rata`: an outflow divides over claims and own money in proportion to what stands there, each time anew
(the rolling charge; Barlow Clowes International v Vaughan [1991] EWCA Civ 11, "North American method")."""

from __future__ import annotations

from clawback.compiled import inlined
from clawback.tracing.memory import Scratch
from clawback.tracing.rules.proportion import take_in_proportion

__all__ = ["spares", "take"]


@inlined
def take(s: Scratch, slot: int, amount: int, money: int) -> None:
    """Takes `amount` out of `money`, the account's claims and own money together."""
    take_in_proportion(s, slot, amount, money - s.slots[slot].claims)


@inlined
def spares(amount: int, money: int) -> int:
    """Claims no larger than this leave with no unit of `amount`: their quotas sum to less than a half, so that the
    own money's remainder is the largest, and it gets the one unit that is left over."""
    return int(0.4999 * (float(money) / float(amount)))
