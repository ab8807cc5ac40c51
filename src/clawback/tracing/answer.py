"""The result of a trace as JSON: `clawback_trace` version 1 (schema: answer.schema.json)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from clawback.clock import format_time
from clawback.ledgers.ledger import Int64s, Ledger
from clawback.money import format_amount
from clawback.tracing.asof import net_at
from clawback.tracing.bounds import SENTENCE, Bound
from clawback.tracing.ends import KINDS

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["answer", "balance_of", "notes_of", "unnamed_reversals"]


def answer(trace: Trace) -> dict[str, Any]:
    """The JSON object: amounts as decimal texts, arrays in the orders that docs/reference/result.md states."""
    ledger = trace.ledger
    return {
        "clawback_trace": 1,
        "ledger": _ledger(ledger, trace.openings.kind()),
        "limits": trace.limits.to_dict(ledger.currency),
        "claims": _claims(trace),
        "rules": {rule: _rule(trace, rule) for rule in trace.rules},
        "bounds": [_bound(trace, bound) for bound in trace.bounds],
        "notes": notes_of(trace),
        "order_conflicts": [list(ids) for ids in ledger.order_conflicts],
    }


def _ledger(ledger: Ledger, openings: str) -> dict[str, Any]:
    return {
        "snapshot": ledger.snapshot,
        "transfers": len(ledger),
        "accounts": len(ledger.agents),
        "currency": ledger.currency.code,
        "first": format_time(int(ledger.settled_at.min())),
        "last": format_time(int(ledger.settled_at.max())),
        "openings": openings,
    }


def _claims(trace: Trace) -> list[dict[str, str]]:
    ledger = trace.walked_ledger
    return [
        {
            "id": name,
            "settled_at": format_time(int(ledger.settled_at[rank])),
            "amount": format_amount(int(ledger.amount[rank]), ledger.currency),
        }
        for name, rank in zip(trace.claims.ids, trace.claims.rank, strict=True)
    ]


def _rule(trace: Trace, rule: str) -> dict[str, Any]:
    walked = trace.walk(rule)
    traced = zip(trace.claims.ids, walked.traced.tolist(), strict=True)
    return {
        "traced": {name: format_amount(units, trace.ledger.currency) for name, units in traced},
        "positions": _positions(trace, rule),
        "transfers": _transfers(trace, rule),
    }


def _positions(trace: Trace, rule: str) -> list[dict[str, Any]]:
    ends = trace.walk(rule).ends
    starts = _group_starts(ends["account"] * len(KINDS) + ends["kind"])
    ledger = trace.ledger
    return [
        {
            "agent": ledger.agents[int(ends["account"][start])].as_py(),
            "account": ledger.numbers[int(ends["account"][start])].as_py(),
            "kind": KINDS[ends["kind"][start]],
            **_parts(trace, ends[start:stop]),
        }
        for start, stop in zip(starts, [*starts[1:], len(ends)], strict=True)
    ]


def _group_starts(keys: Int64s) -> list[int]:
    """Where runs of equal keys begin."""
    return np.flatnonzero(np.diff(keys, prepend=-1)).tolist()


def _transfers(trace: Trace, rule: str) -> list[dict[str, Any]]:
    walked = trace.walk(rule)
    ids = trace.walked_ledger.transfer_id.take(walked.log["rank"]).to_pylist()
    starts = walked.log["start"].tolist()
    return [
        {"transfer_id": name, **_parts(trace, walked.log_parts[start:stop])}
        for name, start, stop in zip(ids, starts, [*starts[1:], len(walked.log_parts)], strict=True)
    ]


def _parts(trace: Trace, parts: Any) -> dict[str, Any]:
    units = parts["amount"].tolist()
    named = zip((trace.claims.ids[claim] for claim in parts["claim"].tolist()), units, strict=True)
    return {
        "total": format_amount(sum(units), trace.ledger.currency),
        "claims": {name: format_amount(part, trace.ledger.currency) for name, part in named},
    }


def balance_of(trace: Trace, account: int) -> int:
    """The account's balance at the end of the trace, in minor units."""
    opening = int(trace.openings.balance[account])
    return opening + net_at(trace.walked_ledger, account, trace.book.end_rank)


def _bound(trace: Trace, bound: Bound) -> dict[str, Any]:
    ledger, money = trace.ledger, trace.ledger.currency
    claims: Iterable[tuple[int, tuple[int, int]]] = bound.claims.items()
    return {
        "agent": ledger.agents[bound.account].as_py(),
        "account": ledger.numbers[bound.account].as_py(),
        "low": format_amount(bound.low, money),
        "high": format_amount(bound.high, money),
        "low_rule": bound.low_rule,
        "high_rule": bound.high_rule,
        "balance": format_amount(balance_of(trace, bound.account), money),
        "opening": "given" if trace.openings.given[bound.account] else "inferred",
        "order": "assumed" if ledger.assumed[bound.account] else "known",
        "claims": {
            trace.claims.ids[claim]: {"low": format_amount(low, money), "high": format_amount(high, money)}
            for claim, (low, high) in claims
        },
    }


def unnamed_reversals(trace: Trace) -> int:
    """How many reversals up to the as-of time name no transfer."""
    index, end = trace.walked_ledger.index, trace.book.end_rank
    return int(((index.reversed_rank < 0) & (index.reversal_rank < end)).sum())


def notes_of(trace: Trace) -> list[str]:
    """What the reader should know: the ledger's own notes, then the trace's."""
    notes = [*trace.ledger.notes, SENTENCE]
    count = unnamed_reversals(trace)
    if count:
        notes.append(f"{count} {'reversal names' if count == 1 else 'reversals name'} no transfer")
    if trace.as_of is not None:
        notes.append(f"as of {format_time(trace.as_of)}")
    conflicts = len(trace.ledger.order_conflicts)
    if conflicts:
        groups = "1 group" if conflicts == 1 else f"{conflicts} groups"
        notes.append(
            f"the order of {groups} of transfers, listed as order_conflicts, is assumed: statements contradict"
        )
    return notes
