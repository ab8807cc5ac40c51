"""Taking money out of an account by a rule."""

from __future__ import annotations

from clawback.compiled import inlined
from clawback.tracing.lots import add, add_sorted
from clawback.tracing.memory import Scratch
from clawback.tracing.rules import fifo, lifo, own_first, pro_rata, stolen_first
from clawback.tracing.rules.names import FIFO, LIFO, OWN_FIRST, PRO_RATA

__all__ = ["keeps_order", "put", "spared", "take_by_rule"]

_fifo, _lifo = fifo.take, lifo.take
_pro_rata, _own_first, _stolen_first = pro_rata.take, own_first.take, stolen_first.take
_pro_rata_spares, _own_first_spares = pro_rata.spares, own_first.spares


@inlined
def keeps_order(rule: int) -> bool:
    """Whether the rule looks at the order of arrivals, so that own money needs lots too."""
    return rule in (FIFO, LIFO)


@inlined
def take_by_rule(s: Scratch, rule: int, slot: int, amount: int, money: int) -> None:
    """Takes `amount` <= `money` from what stands in the account and remembers the claims' parts."""
    if rule == FIFO:
        _fifo(s, slot, amount)
    elif rule == LIFO:
        _lifo(s, slot, amount)
    elif amount == 0 or s.slots[slot].claims == 0:
        return
    elif rule == PRO_RATA:
        _pro_rata(s, slot, amount, money)
    elif rule == OWN_FIRST:
        _own_first(s, slot, amount, money)
    else:
        _stolen_first(s, slot, amount)


@inlined
def spared(rule: int, amount: int, money: int) -> int:
    """How much of claims may stand in an account that has `money` for a debit of `amount` to take none of it surely."""
    if rule == PRO_RATA:
        return _pro_rata_spares(amount, money)
    if rule == OWN_FIRST:
        return _own_first_spares(amount, money)
    return 0


@inlined
def put(s: Scratch, rule: int, slot: int, claim: int, amount: int) -> None:
    """Puts an arriving part of a claim where the rule will look for it."""
    s.slots[slot].claims += amount
    if keeps_order(rule):
        add(s, slot, claim, amount)
    else:
        add_sorted(s, slot, claim, amount)
