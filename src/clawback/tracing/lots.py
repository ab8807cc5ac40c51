"""Lots: money of one claim, or own money, in an account's order. A list per account over one shared pool."""

from __future__ import annotations

from clawback.compiled import inlined
from clawback.tracing.memory import Count, Scratch
from clawback.tracing.sorting import sort

__all__ = ["OWN", "add", "add_sorted", "clear", "collect", "cut", "remember", "top_up"]

OWN = -1
_FREE = Count.FREE
_LOTS = Count.LOTS
_TOUCHED = Count.TOUCHED


@inlined
def add(s: Scratch, slot: int, claim: int, amount: int) -> None:
    """Puts a lot at the newest end; own money that follows own money joins its lot."""
    account = s.slots[slot]
    account.held += amount
    tail = account.tail
    if tail >= 0 and s.lots[tail].claim == claim:
        s.lots[tail].amount += amount
        return
    _insert(s, slot, claim, amount, tail, -1)


@inlined
def add_sorted(s: Scratch, slot: int, claim: int, amount: int) -> None:
    """Adds to the lot of its claim, lots standing in the order of claims (the proportional rules)."""
    account = s.slots[slot]
    account.held += amount
    at = account.tail
    while at >= 0 and s.lots[at].claim > claim:
        at = s.lots[at].previous
    if at >= 0 and s.lots[at].claim == claim:
        s.lots[at].amount += amount
        return
    after = account.head if at < 0 else s.lots[at].next
    _insert(s, slot, claim, amount, at, after)


@inlined
def _insert(s: Scratch, slot: int, claim: int, amount: int, before: int, after: int) -> None:
    lot = s.counts[_FREE]
    if lot >= 0:
        s.counts[_FREE] = s.lots[lot].next
    else:
        lot = s.counts[_LOTS]
        s.counts[_LOTS] += 1
    new = s.lots[lot]
    new.claim = claim
    new.amount = amount
    new.previous = before
    new.next = after
    if before < 0:
        s.slots[slot].head = lot
    else:
        s.lots[before].next = lot
    if after < 0:
        s.slots[slot].tail = lot
    else:
        s.lots[after].previous = lot


@inlined
def cut(s: Scratch, slot: int, lot: int, amount: int) -> None:
    """Takes `amount` out of a lot; an empty one leaves the list."""
    account = s.slots[slot]
    this = s.lots[lot]
    account.held -= amount
    this.amount -= amount
    if this.claim != OWN:
        account.claims -= amount
    if this.amount > 0:
        return
    before, after = this.previous, this.next
    if before < 0:
        account.head = after
    else:
        s.lots[before].next = after
    if after < 0:
        account.tail = before
    else:
        s.lots[after].previous = before
    this.next = s.counts[_FREE]
    s.counts[_FREE] = lot


@inlined
def clear(s: Scratch, slot: int) -> None:
    """Forgets the lots of an account that holds no claims any more."""
    account = s.slots[slot]
    while account.head >= 0:
        cut(s, slot, account.head, s.lots[account.head].amount)


@inlined
def top_up(s: Scratch, slot: int, money: int) -> bool:
    """Own money that came since the last event joins the newest end (fifo, lifo). False: our own bug."""
    missing = money - s.slots[slot].held
    if missing > 0:
        add(s, slot, OWN, missing)
    return bool(missing >= 0)


@inlined
def remember(s: Scratch, claim: int, amount: int) -> None:
    """Counts `amount` of a claim among what the transfer at hand takes along."""
    if s.sums[claim] == 0:
        s.touched[s.counts[_TOUCHED]] = claim
        s.counts[_TOUCHED] += 1
    s.sums[claim] += amount


@inlined
def collect(s: Scratch) -> int:
    """Writes what was remembered to `out`, by claim, forgets it, and returns the number of parts."""
    n = s.counts[_TOUCHED]
    sort(s.touched, n)
    for i in range(n):
        claim = s.touched[i]
        s.out[i].claim = claim
        s.out[i].amount = s.sums[claim]
        s.sums[claim] = 0
    s.counts[_TOUCHED] = 0
    return int(n)
