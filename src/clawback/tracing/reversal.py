"""Reversals: a reversal that names an earlier transfer takes back what that transfer brought.

Its whole amount divides pro rata over the parts that reached the creditor then, claims in order, own money last;
each is taken as far as money of that claim, or own money, still stands (under fifo and lifo the newest lots of
it). What is missing is taken by the rule.
"""

from __future__ import annotations

from clawback.compiled import inlined, lean
from clawback.tracing.exact import apportion
from clawback.tracing.lots import OWN, cut, remember
from clawback.tracing.memory import Book, Case, Count, Scratch
from clawback.tracing.rules.take import keeps_order, take_by_rule
from clawback.tracing.search import find_rank, is_exit

__all__ = ["reversed_by", "take_back"]

_LOG = Count.LOG
_PARTS = Count.PARTS


@inlined
def reversed_by(book: Book, rank: int) -> int:
    """The rank of the transfer that the reversal at `rank` takes back, or -1 where it names none."""
    at = find_rank(book.reversal_rank, rank)
    return book.reversed_rank[at] if at >= 0 else -1


@lean
def take_back(
    s: Scratch, book: Book, case: Case, rule: int, slot: int, amount: int, money: int, original: int
) -> None:
    """Takes `amount` out of an account with `money`, first what the transfer of rank `original` brought to it."""
    n = _parts_that_reached(s, book, case, s.slots[slot].account, original)
    whole = book.amount[original]
    own = whole
    for i in range(n):
        own -= s.weights[i]
    s.weights[n] = own
    apportion(amount, s.weights, n + 1, whole, s.shares, s.rests)
    own_share = s.shares[n]
    taken = 0
    for i in range(n):
        taken += _take_claim(s, slot, s.lot_of[i], s.shares[i])
    taken += _take_own(s, rule, slot, own_share, money - taken)
    rest = money - taken
    take_by_rule(s, rule, slot, min(amount - taken, rest), rest)


@inlined
def _parts_that_reached(s: Scratch, book: Book, case: Case, account: int, original: int) -> int:
    """The claims' parts that a transfer brought to `account`: claims into lot_of, amounts into weights."""
    low, high = 0, s.counts[_LOG]
    while low < high:
        middle = (low + high) // 2
        if s.log[middle].rank < original:
            low = middle + 1
        else:
            high = middle
    if low == s.counts[_LOG] or s.log[low].rank != original or s.log[low].reached == 0:
        return 0
    end = s.log[low + 1].start if low + 1 < s.counts[_LOG] else s.counts[_PARTS]
    n = 0
    for at in range(s.log[low].start, end):
        claim = s.log_parts[at].claim
        if case.debtor[claim] != account or is_exit(book, account):
            s.lot_of[n] = claim
            s.weights[n] = s.log_parts[at].amount
            n += 1
    return n


@inlined
def _take_claim(s: Scratch, slot: int, claim: int, amount: int) -> int:
    """Takes what still stands of a claim, up to `amount`, newest lots first; returns how much."""
    taken = 0
    lot = s.slots[slot].tail
    while lot >= 0 and taken < amount:
        before = s.lots[lot].previous
        if s.lots[lot].claim == claim:
            part = min(amount - taken, s.lots[lot].amount)
            remember(s, claim, part)
            cut(s, slot, lot, part)
            taken += part
        lot = before
    return taken


@inlined
def _take_own(s: Scratch, rule: int, slot: int, amount: int, money: int) -> int:
    """Takes own money, up to `amount`, newest lots first; returns how much."""
    if not keeps_order(rule):
        return int(min(amount, money - s.slots[slot].claims))
    taken = 0
    lot = s.slots[slot].tail
    while lot >= 0 and taken < amount:
        before = s.lots[lot].previous
        if s.lots[lot].claim == OWN:
            part = min(amount - taken, s.lots[lot].amount)
            cut(s, slot, lot, part)
            taken += part
        lot = before
    return taken
