"""Positions as a walk finds them, summed by account, kind and claim."""

from __future__ import annotations

from clawback.compiled import inlined
from clawback.tracing.memory import Count, Scratch
from clawback.tracing.search import hashed

__all__ = [
    "EXIT",
    "KINDS",
    "OVERDRAFT",
    "RETURNED",
    "STANDING",
    "UNFOLLOWED",
    "end",
    "end_all",
    "gather_standing",
]

KINDS = ("standing", "exit", "returned", "overdraft", "unfollowed")
"""The kinds of position, in the order of every list; a kind's code is its place."""
STANDING, EXIT, RETURNED, OVERDRAFT, UNFOLLOWED = range(5)
_ENDS = Count.ENDS
_SLOTS = Count.SLOTS


@inlined
def end(s: Scratch, account: int, kind: int, claim: int, amount: int) -> None:
    """Adds `amount` of a claim to its position of this kind at the account."""
    mask = len(s.end_table) - 1
    at = hashed((account * 8 + kind) ^ (claim << 34), mask)
    while s.end_table[at] >= 0:
        found = s.ends[s.end_table[at]]
        if found.account == account and found.kind == kind and found.claim == claim:
            found.amount += amount
            return
        at = (at + 1) & mask
    new = s.counts[_ENDS]
    s.counts[_ENDS] += 1
    s.end_table[at] = new
    s.end_places[new] = at
    s.ends[new].account = account
    s.ends[new].kind = kind
    s.ends[new].claim = claim
    s.ends[new].amount = amount


@inlined
def end_all(s: Scratch, account: int, kind: int, n: int) -> None:
    """Ends the n parts of the transfer at hand at the account."""
    for i in range(n):
        end(s, account, kind, s.out[i].claim, s.out[i].amount)


@inlined
def gather_standing(s: Scratch) -> None:
    """Adds what stands in every account as positions; stops early where the array is full."""
    for slot in range(s.counts[_SLOTS]):
        lot = s.slots[slot].head if s.slots[slot].claims > 0 else -1
        while lot >= 0 and s.counts[_ENDS] < len(s.ends):
            if s.lots[lot].claim >= 0:
                end(s, s.slots[slot].account, STANDING, s.lots[lot].claim, s.lots[lot].amount)
            lot = s.lots[lot].next
