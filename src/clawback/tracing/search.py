"""Finding in compiled code: a rank in a rising list, an account among the exits, the slot of an account."""

from __future__ import annotations

from clawback.compiled import inlined
from clawback.ledgers.ledger import Uint32s
from clawback.tracing.memory import Book, Count, Scratch

__all__ = ["find_debit", "find_rank", "find_slot", "hashed", "is_exit", "make_slot"]

_SLOTS = Count.SLOTS


@inlined
def find_rank(ranks: Uint32s, rank: int) -> int:
    """The place of `rank` in a rising array, or -1."""
    low, high = 0, len(ranks)
    while low < high:
        middle = (low + high) // 2
        if int(ranks[middle]) < rank:
            low = middle + 1
        else:
            high = middle
    return low if low < len(ranks) and int(ranks[low]) == rank else -1


@inlined
def find_debit(book: Book, account: int, rank: int) -> int:
    """The place in the ledger's debits of the account's first debit at or after `rank`."""
    low, high = book.debit_start[account], book.debit_start[account + 1]
    while low < high:
        middle = (low + high) // 2
        if int(book.debits[middle].rank) < rank:
            low = middle + 1
        else:
            high = middle
    return int(low)


@inlined
def is_exit(book: Book, account: int) -> bool:
    """Whether the account is named as an exit."""
    low, high = 0, len(book.exits)
    while low < high:
        middle = (low + high) // 2
        if book.exits[middle] < account:
            low = middle + 1
        else:
            high = middle
    return low < len(book.exits) and book.exits[low] == account


@inlined
def hashed(key: int, mask: int) -> int:
    """A place in a table of mask + 1 entries (Fibonacci hashing; the sign bit is cut off)."""
    return (((key + 1) * 0x9E3779B97F4A7C1 & 0x7FFFFFFFFFFFFFFF) >> 20) & mask


@inlined
def find_slot(s: Scratch, account: int) -> int:
    """The account's slot, or -1 where no claim has reached it."""
    mask = len(s.table) - 1
    at = hashed(account, mask)
    while s.table[at] >= 0:
        if s.slots[s.table[at]].account == account:
            return int(s.table[at])
        at = (at + 1) & mask
    return -1


@inlined
def make_slot(s: Scratch, account: int) -> int:
    """A new, empty slot for an account that has none."""
    mask = len(s.table) - 1
    at = hashed(account, mask)
    while s.table[at] >= 0:
        at = (at + 1) & mask
    slot = s.counts[_SLOTS]
    s.counts[_SLOTS] += 1
    s.table[at] = slot
    new = s.slots[slot]
    new.account = account
    new.place = at
    new.depth = -1
    new.last_arrival = 0
    new.claims = 0
    new.held = 0
    new.head = -1
    new.tail = -1
    new.next_debit = 0
    new.waits_for = -1
    new.slack = -1
    return int(slot)
