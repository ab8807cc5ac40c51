"""`trace_many`: thousands of cases a second, each traced alone, on all cores."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from clawback.errors import Bug
from clawback.ledgers.ledger import Int64s, Ledger
from clawback.tracing.accounts import exit_accounts, parse_account
from clawback.tracing.claims import Claims, find_claims
from clawback.tracing.ends import KINDS
from clawback.tracing.engine import enlarge, make_book, make_case, scratch_for
from clawback.tracing.limits import Limits, preset
from clawback.tracing.many_walk import FOUND, walk_cases
from clawback.tracing.memory import Book, Case
from clawback.tracing.openings import choose_openings
from clawback.tracing.rules.names import RULES, chosen_rules
from clawback.tracing.walk import BROKEN, FULL

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["trace_many"]

_CASES_AT_ONCE = 256
_ROWS = 1 << 16


def trace_many(
    ledger: Ledger,
    *,
    cases: Sequence[Iterable[str]],
    rule: str = "pro-rata",
    limits: Limits | str | None = None,
    exits: Iterable[str | tuple[str, str]] = (),
    threads: int | None = None,
) -> pa.Table:
    """Traces each case, a list of transfer ids, by itself, under one rule.

    Returns an Arrow table with one row per case, position and claim: case (its place in `cases`), agent,
    account, kind, claim, amount (int64 minor units); by case, in no order within one. Such a trace knows only
    some of the claims: it is partial, for study and triage, and never the ground of a hold or a return.
    Raises ClaimError, TraceError.
    """
    (name,) = chosen_rules(rule)
    chosen = limits if isinstance(limits, Limits) else preset(limits or "none")
    found = [find_claims(ledger, ids, len(ledger)) for ids in cases]
    named = [parse_account(exit_) if isinstance(exit_, str) else exit_ for exit_ in exits]
    book = make_book(ledger, choose_openings(ledger, None).balance, exit_accounts(ledger, named), len(ledger))
    joined = _join(found)
    job = _Job(book, make_case(ledger, joined, chosen), RULES.index(name), _starts(found))
    chunks = range(0, len(found), _CASES_AT_ONCE)
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        rows = list(pool.map(job.walk, chunks))
    return _table(ledger, joined, np.concatenate(rows) if rows else np.empty(0, FOUND))


def _join(found: list[Claims]) -> Claims:
    none = np.empty(0, np.int64)
    return Claims(
        ids=tuple(name for claims in found for name in claims.ids),
        rank=np.concatenate([none, *(claims.rank for claims in found)]),
        debtor=np.concatenate([none, *(claims.debtor for claims in found)]),
    )


def _starts(found: list[Claims]) -> Int64s:
    return np.cumsum([0, *(len(claims.ids) for claims in found)], dtype=np.int64)


class _Job:
    """One call's cases; `walk` takes a chunk of them, in any thread."""

    def __init__(self, book: Book, claims: Case, rule: int, starts: Int64s) -> None:
        self.book = book
        self.claims = claims
        self.rule = rule
        self.starts = starts
        self.traced = np.zeros(len(claims.rank), np.int64)

    def walk(self, case: int) -> npt.NDArray[Any]:
        """The positions of the cases from `case` on, a chunk's worth."""
        last = min(case + _CASES_AT_ONCE, len(self.starts) - 1)
        scratch = scratch_for(int(np.diff(self.starts[case : last + 1]).max()))
        found, parts = np.empty(_ROWS, FOUND), []
        while case < last:
            case, rows, status = walk_cases(
                scratch, self.book, self.claims, self.rule, self.starts, case, last, found, self.traced
            )
            parts.append(found[:rows].copy())
            if status == BROKEN:
                raise Bug(f"more stands in an account than its balance, in case {case}")
            if status == FULL:
                scratch = enlarge(scratch)
            elif case < last and rows == 0:
                found = np.empty(4 * len(found), FOUND)
        return np.concatenate(parts)


def _table(ledger: Ledger, claims: Claims, found: npt.NDArray[Any]) -> pa.Table:
    import pyarrow as pa

    def named(codes: Int64s, names: Any) -> Any:
        return pa.DictionaryArray.from_arrays(codes.astype(np.int32), names)

    return pa.table(
        {
            "case": found["case"],
            "agent": named(found["account"], ledger.agents),
            "account": named(found["account"], ledger.numbers),
            "kind": named(found["kind"], pa.array(KINDS)),
            "claim": named(found["claim"], pa.array(claims.ids, pa.string())),
            "amount": found["amount"],
        }
    )
