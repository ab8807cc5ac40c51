"""`trace_many`: thousands of cases a second, each traced alone, on all cores."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from clawback.errors import Bug, TraceError
from clawback.ledgers.ledger import Int64s, Ledger
from clawback.tracing.accounts import exit_accounts, parse_account
from clawback.tracing.claims import Claims
from clawback.tracing.ends import KINDS
from clawback.tracing.engine import enlarge, make_book, make_case, scratch_for
from clawback.tracing.limits import Limits, preset
from clawback.tracing.many_claims import find_cases
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
    name, *others = chosen_rules(rule)
    if others:
        raise TraceError("trace_many walks one rule at a time", remedy=f"choose {', '.join(RULES)}")
    chosen = limits if isinstance(limits, Limits) else preset(limits or "none")
    claims, starts = find_cases(ledger, cases)
    named = [parse_account(exit_) if isinstance(exit_, str) else exit_ for exit_ in exits]
    book = make_book(ledger, choose_openings(ledger, None).balance, exit_accounts(ledger, named), len(ledger))
    job = _Job(book, make_case(ledger, claims, chosen), RULES.index(name), starts)
    chunks = range(0, len(starts) - 1, _CASES_AT_ONCE)
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        rows = list(pool.map(job.walk, chunks))
    return _table(ledger, claims, [part for parts in rows for part in parts])


class _Job:
    """One call's cases; `walk` takes a chunk of them, in any thread."""

    def __init__(self, book: Book, claims: Case, rule: int, starts: Int64s) -> None:
        self.book = book
        self.claims = claims
        self.rule = rule
        self.starts = starts
        self.traced = np.zeros(len(claims.rank), np.int64)
        self.kept = threading.local()

    def walk(self, case: int) -> list[npt.NDArray[Any]]:
        """The positions of the cases from `case` on, a chunk's worth."""
        last = min(case + _CASES_AT_ONCE, len(self.starts) - 1)
        scratch = scratch_for(int(np.diff(self.starts[case : last + 1]).max()))
        found, parts = self._room(), []
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
                found = self.kept.found = np.empty(4 * len(found), FOUND)
        return parts

    def _room(self) -> npt.NDArray[Any]:
        """This thread's rows to write to."""
        if not hasattr(self.kept, "found"):
            self.kept.found = np.empty(_ROWS, FOUND)
        room: npt.NDArray[Any] = self.kept.found
        return room


def _table(ledger: Ledger, claims: Claims, found: list[npt.NDArray[Any]]) -> pa.Table:
    import pyarrow as pa

    none = np.empty(0, FOUND)

    def column(name: str) -> npt.NDArray[Any]:
        return np.concatenate([none[name], *(part[name] for part in found)])

    def named(codes: npt.NDArray[Any], names: Any) -> Any:
        return pa.DictionaryArray.from_arrays(codes, names)

    account = column("account")
    return pa.table(
        {
            "case": column("case").astype(np.int64),
            "agent": named(account, ledger.agents),
            "account": named(account, ledger.numbers),
            "kind": named(column("kind"), pa.array(KINDS)),
            "claim": named(column("claim"), pa.array(claims.ids, pa.string())),
            "amount": column("amount"),
        }
    )
