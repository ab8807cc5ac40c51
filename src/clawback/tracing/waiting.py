"""Which debit an account waits for: the next that can take claims along.

A small claim in a large account stands there for thousands of debits whose share of it rounds to nothing. They are
passed over where the account is left, in one run over debits that stand side by side. `slack` keeps how much may
stand there before one of those passed over would take some.
"""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from clawback.compiled import inlined, lean
from clawback.ledgers.ledger import CREDITOR_BITS
from clawback.ledgers.reading import KINDS
from clawback.tracing.heap import push
from clawback.tracing.memory import Book, Scratch
from clawback.tracing.rules.take import spared

__all__ = ["forget", "schedule"]

_REVERSAL = KINDS.index("reversal")
_ANY = 1 << 62


@inlined
def forget(s: Scratch, slot: int) -> None:
    """The account waits for nothing."""
    s.slots[slot].waits_for = -1
    s.slots[slot].slack = -1


@inlined
def schedule(s: Scratch, book: Book, rule: int, slot: int, at: int) -> None:
    """Lets the account wait for its first debit from place `at` on that can take claims, if it has one before the end.

    What it waited for before stands in the heap still; the walk passes it over.
    """
    account = s.slots[slot]
    last = book.debit_start[account.account + 1]
    opening = book.opening[account.account]
    at, account.slack = _pass_over(book.debits, at, last, rule, account.claims, opening)
    account.waits_for = -1
    if at < last and int(book.debits[at].rank) < book.end_rank:
        account.next_debit = at
        account.waits_for = int(book.debits[at].rank)
        push(s, account.waits_for, slot)


@lean
def _pass_over(
    debits: npt.NDArray[Any], at: int, last: int, rule: int, claims: int, opening: int
) -> tuple[int, int]:
    """The place of the first debit from `at` on that can take any of `claims`, or `last`; and the account's slack."""
    slack = _ANY
    while at < last:
        debit = debits[at]
        if int(debit.creditor_kind) >> CREDITOR_BITS == _REVERSAL:
            break
        most = spared(rule, debit.amount, opening + debit.net_before)
        if most < claims:
            break
        slack = min(slack, most)
        at += 1
    return at, slack
