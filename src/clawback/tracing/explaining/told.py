"""An explanation as JSON: `clawback_explain` version 1. Amounts are decimal texts, as in a trace's JSON."""

from __future__ import annotations

from typing import Any

from clawback.clock import format_time
from clawback.money import format_amount
from clawback.tracing.explaining.records import OWN, Explanation, Gathered, Line, Parts

__all__ = ["to_dict"]


def to_dict(told: Explanation) -> dict[str, Any]:
    """The JSON object; `lines` in ledger order."""
    return {
        "clawback_explain": 1,
        "agent": told.agent,
        "account": told.account,
        "rule": told.rule,
        "currency": told.currency.code,
        "snapshot": told.snapshot,
        "as_of": None if told.as_of is None else format_time(told.as_of),
        "opening": {
            "amount": format_amount(told.opening, told.currency),
            "source": "given" if told.opening_given else "inferred",
        },
        "order": "assumed" if told.order_assumed else "known",
        "reached": told.reached,
        "lines": [
            _gathered(line, told) if isinstance(line, Gathered) else _line(line, told) for line in told.lines
        ],
        "traced": _claims(told.traced, told),
        "positions": [
            {
                "kind": kind,
                "total": format_amount(sum(parts.values()), told.currency),
                "claims": _claims(parts, told),
            }
            for kind, parts in told.positions.items()
        ],
        "balance": format_amount(told.balance, told.currency),
    }


def _gathered(line: Gathered, told: Explanation) -> dict[str, Any]:
    return {
        "side": "own",
        "first": format_time(line.first),
        "last": format_time(line.last),
        "credits": line.credits,
        "credited": format_amount(line.credited, told.currency),
        "debits": line.debits,
        "debited": format_amount(line.debited, told.currency),
        "balance_before": format_amount(line.balance_before, told.currency),
        "balance_after": format_amount(line.balance_after, told.currency),
    }


def _line(line: Line, told: Explanation) -> dict[str, Any]:
    return {
        "side": line.side,
        "settled_at": format_time(line.settled_at),
        "transfer_id": line.transfer_id,
        "kind": line.kind,
        "counterparty": {"agent": line.agent, "account": line.account},
        "amount": format_amount(line.amount, told.currency),
        "balance_before": format_amount(line.balance_before, told.currency),
        "balance_after": format_amount(line.balance_after, told.currency),
        "before": _parts(line.before, told),
        "moved": _parts(line.moved, told),
        "after": _parts(line.after, told),
        "steps": list(line.steps),
    }


def _parts(parts: Parts, told: Explanation) -> dict[str, Any]:
    return {
        "own": format_amount(parts.get(OWN, 0), told.currency),
        "claims": _claims({who: part for who, part in parts.items() if who != OWN}, told),
    }


def _claims(parts: Parts, told: Explanation) -> dict[str, str]:
    return {told.claims[who]: format_amount(part, told.currency) for who, part in parts.items()}
