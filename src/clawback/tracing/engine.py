"""Running the compiled walk: one rule, the arrays as large as it turns out to need."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from clawback.errors import Bug
from clawback.ledgers.ledger import Int64s, Ledger
from clawback.tracing.claims import Claims
from clawback.tracing.limits import Limits
from clawback.tracing.memory import Book, Case, Count, Scratch, Size, make_scratch
from clawback.tracing.rules.names import RULES
from clawback.tracing.walk import BROKEN, FULL, walk

__all__ = ["Walked", "enlarge", "make_book", "make_case", "run", "scratch_for"]

Records = npt.NDArray[Any]
_kept = threading.local()


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Walked:
    """What one rule found. `ends` (records of memory.END) by account, kind and claim; `log` and `log_parts`
    (memory.LOG, PART) in ledger order; `traced` per claim."""

    traced: Int64s
    log: Records
    log_parts: Records
    ends: Records


def make_book(ledger: Ledger, opening: Int64s, exits: Int64s, end_rank: int) -> Book:
    """The ledger as the walk reads it."""
    index = ledger.index
    return Book(
        debit_start=index.debit_start,
        debits=index.debits,
        credit_net_before=index.credit_net_before,
        reversal_rank=index.reversal_rank,
        reversed_rank=index.reversed_rank,
        amount=ledger.amount,
        opening=opening,
        exits=exits,
        end_rank=end_rank,
    )


def make_case(ledger: Ledger, claims: Claims, limits: Limits) -> Case:
    """Claims and limits as the walk reads them."""
    return Case(
        rank=claims.rank,
        debtor=claims.debtor,
        max_hops=_or_none(limits.max_hops),
        hop_window=_or_none(limits.window_micros()),
        min_amount=_or_none(limits.min_units(ledger.currency)),
        max_transfers=_or_none(limits.max_transfers),
    )


def _or_none(limit: int | None) -> int:
    return -1 if limit is None else limit


def run(book: Book, case: Case, rule: str) -> Walked:
    """Walks under one rule. Raises Bug where an invariant does not hold."""
    scratch = scratch_for(len(case.rank))
    while (status := walk(scratch, book, case, RULES.index(rule))) == FULL:
        scratch = enlarge(scratch)
    if status == BROKEN:
        raise Bug(f"more stands in an account than its balance, under {rule}")
    return _result(scratch, len(case.rank))


def scratch_for(claims: int) -> Scratch:
    """Arrays for a walk of so many claims: this thread's last ones if they are large enough."""
    kept: Scratch | None = getattr(_kept, "scratch", None)
    if kept is None or len(kept.traced) <= claims:
        room = 8 * claims
        plain = Size(claims=claims)
        kept = make_scratch(
            Size(
                claims,
                plain.slots,
                plain.lots + room,
                plain.log + room,
                plain.parts + room,
                plain.ends + room,
            )
        )
        _kept.scratch = kept
    return kept


def enlarge(scratch: Scratch) -> Scratch:
    """Four times the room, kept for this thread."""
    larger = make_scratch(
        Size(
            len(scratch.traced),
            4 * len(scratch.slots),
            4 * len(scratch.lots),
            4 * len(scratch.log),
            4 * len(scratch.log_parts),
            4 * len(scratch.ends),
        )
    )
    _kept.scratch = larger
    return larger


def _result(s: Scratch, claims: int) -> Walked:
    ends = s.ends[: s.counts[Count.ENDS]]
    # Claims are fewer than 2^31, accounts than 2^29: one key sorts faster than three.
    order = np.argsort((ends["account"] << 3 | ends["kind"]) << 31 | ends["claim"])
    return Walked(
        traced=s.traced[:claims].copy(),
        log=s.log[: s.counts[Count.LOG]].copy(),
        log_parts=s.log_parts[: s.counts[Count.PARTS]].copy(),
        ends=ends[order],
    )
