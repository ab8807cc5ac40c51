"""Clawback traces, holds and gives back money that scams took, to the last minor unit.

Names are loaded when first used, so that a command which needs none of them starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clawback.errors import ClaimError as ClaimError
    from clawback.errors import ClawbackError as ClawbackError
    from clawback.errors import InputError as InputError
    from clawback.errors import LedgerError as LedgerError
    from clawback.errors import TraceError as TraceError
    from clawback.ledgers.ledger import Ledger as Ledger
    from clawback.ledgers.read import read_ledger as read_ledger
    from clawback.reports.facts import Facts as Facts
    from clawback.reports.read import read_report as read_report
    from clawback.tracing.limits import Limits as Limits
    from clawback.tracing.many import trace_many as trace_many
    from clawback.tracing.result import Trace as Trace
    from clawback.tracing.trace import trace as trace

_HOME = {
    "ClaimError": "errors",
    "ClawbackError": "errors",
    "Facts": "reports.facts",
    "InputError": "errors",
    "Ledger": "ledgers.ledger",
    "LedgerError": "errors",
    "Limits": "tracing.limits",
    "Trace": "tracing.result",
    "TraceError": "errors",
    "read_ledger": "ledgers.read",
    "read_report": "reports.read",
    "trace": "tracing.trace",
    "trace_many": "tracing.many",
}

__all__ = [
    "ClaimError",
    "ClawbackError",
    "Facts",
    "InputError",
    "Ledger",
    "LedgerError",
    "Limits",
    "Trace",
    "TraceError",
    "read_ledger",
    "read_report",
    "trace",
    "trace_many",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'clawback' has no attribute {name!r}")
    value = getattr(import_module(f"clawback.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
