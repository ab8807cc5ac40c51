"""Walking many cases, each alone, without going back to Python in between."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from clawback.compiled import lean
from clawback.ledgers.ledger import Int64s
from clawback.tracing.memory import Book, Case, Count, Scratch
from clawback.tracing.walk import DONE, walk

__all__ = ["FOUND", "walk_cases"]

FOUND = np.dtype(
    [
        ("case", np.int32),
        ("account", np.int32),
        ("kind", np.int32),
        ("claim", np.int32),
        ("amount", np.int64),
    ]
)
"""A position of one case; `claim` counts the claims of all cases."""

_ENDS = Count.ENDS


@lean
def walk_cases(
    s: Scratch,
    book: Book,
    claims: Case,
    rule: int,
    starts: Int64s,
    case: int,
    last: int,
    found: npt.NDArray[Any],
    traced: Int64s,
) -> tuple[int, int, int]:
    """Walks the cases case..last - 1, case c having the claims starts[c] : starts[c + 1] of `claims`.

    Writes positions to `found` and what is traced per claim to `traced`. Returns (case, rows, status): the case
    at which it stopped, `last` if it did not, the rows written, and how that case's walk ended (DONE where
    `found` had no room for it).
    """
    rows = 0
    while case < last:
        first, end = starts[case], starts[case + 1]
        status = walk(
            s,
            book,
            Case(
                claims.rank[first:end],
                claims.debtor[first:end],
                claims.max_hops,
                claims.hop_window,
                claims.min_amount,
                claims.max_transfers,
            ),
            rule,
        )
        if status != DONE or rows + s.counts[_ENDS] > len(found):
            return case, rows, status
        for at in range(s.counts[_ENDS]):
            row = found[rows]
            row.case = case
            row.account = s.ends[at].account
            row.kind = s.ends[at].kind
            row.claim = first + s.ends[at].claim
            row.amount = s.ends[at].amount
            rows += 1
        for claim in range(first, end):
            traced[claim] = s.traced[claim - first]
        case += 1
    return case, rows, DONE
