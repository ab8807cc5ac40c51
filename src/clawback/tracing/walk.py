"""The walk: settles, in ledger order, every transfer that claims can touch, and no other.

An account is looked at from the first claim that reaches it. Its own money is not followed credit by credit: the
ledger's index knows the balance before each event, and what is not a claim's is own. So the work grows with the
debits of the accounts that hold claims, not with the ledger, and those that cannot take any claims are passed over.
"""

from __future__ import annotations

from clawback.compiled import inlined, lean
from clawback.tracing.ends import gather_standing
from clawback.tracing.event import settle
from clawback.tracing.heap import NEVER, next_rank, pop
from clawback.tracing.lots import clear
from clawback.tracing.memory import Book, Case, Count, Scratch
from clawback.tracing.search import find_debit, find_slot, make_slot
from clawback.tracing.waiting import forget, schedule

__all__ = ["BROKEN", "DONE", "FULL", "walk"]

DONE, FULL, BROKEN = 0, 1, 2
"""How a walk ended: finished; an array is full; an invariant of ours does not hold."""

_SLOTS, _LOTS, _FREE, _LOG = Count.SLOTS, Count.LOTS, Count.FREE, Count.LOG
_PARTS, _ENDS, _HEAP = Count.PARTS, Count.ENDS, Count.HEAP


@lean
def walk(s: Scratch, book: Book, case: Case, rule: int) -> int:
    """Walks all claims of `case` together under the rule of that code and leaves the result in `s`."""
    _reset(s)
    claim = 0
    while True:
        reported = case.rank[claim] if claim < len(case.rank) else NEVER
        waiting = next_rank(s)
        rank = min(reported, waiting)
        if rank >= book.end_rank:
            break
        if not _has_room(s, len(case.rank)):
            return FULL
        slot = pop(s) if waiting == rank else -1
        if reported == rank:
            slot = _at_victim(s, book, case.debtor[claim], rank)
        elif s.slots[slot].waits_for != rank:
            continue
        if not _step(s, book, case, rule, slot, claim if reported == rank else -1):
            return BROKEN
        if reported == rank:
            claim += 1
    gather_standing(s)
    return FULL if s.counts[_ENDS] == len(s.ends) else DONE


@inlined
def _reset(s: Scratch) -> None:
    """Takes away what the last walk left, entry by entry: the tables may have grown large for another one."""
    for slot in range(s.counts[_SLOTS]):
        s.table[s.slots[slot].place] = -1
    for at in range(s.counts[_ENDS]):
        s.end_table[s.end_places[at]] = -1
    s.counts[:] = 0
    s.counts[_FREE] = -1
    s.traced[:] = 0


@inlined
def _has_room(s: Scratch, claims: int) -> bool:
    """Whether one more event fits every array: at most all claims in one transfer."""
    return bool(
        s.counts[_SLOTS] + 2 <= len(s.slots)
        and s.counts[_HEAP] + 2 <= len(s.heap)
        and s.counts[_LOTS] + claims + 4 <= len(s.lots)
        and s.counts[_LOG] + 1 <= len(s.log)
        and s.counts[_PARTS] + claims <= len(s.log_parts)
        and s.counts[_ENDS] + 2 * claims < len(s.ends)
    )


@inlined
def _at_victim(s: Scratch, book: Book, account: int, rank: int) -> int:
    """The slot of the victim's account, which has depth 0 from its first claim on, its next debit the reported one."""
    slot = find_slot(s, account)
    if slot < 0:
        slot = make_slot(s, account)
    s.slots[slot].depth = 0
    s.slots[slot].next_debit = find_debit(book, account, rank)
    return slot


@inlined
def _step(s: Scratch, book: Book, case: Case, rule: int, slot: int, claim: int) -> bool:
    """Settles the account's next debit and lets it wait for the one after, if claims are left in it."""
    at = s.slots[slot].next_debit
    forget(s, slot)
    if not settle(s, book, case, rule, slot, at, claim):
        return False
    if s.slots[slot].claims == 0:
        clear(s, slot)
    elif s.slots[slot].slack < 0:
        schedule(s, book, rule, slot, at + 1)
    return True
