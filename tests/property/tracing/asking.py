"""The product asked what a random ledger asks, by its public face."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import clawback
from tests.law.lines import ledger_table
from tests.property.strategies import LedgerCase
from tests.reference import Account, PlainLimits

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read(case: LedgerCase) -> clawback.Ledger:
    """The case's transfers as a ledger in EUR."""
    return clawback.read_ledger(ledger_table(case.transfers))


def traced(case: LedgerCase, rule: str = "all") -> clawback.Trace:
    """The trace that the case asks for."""
    return trace_over(read(case), case, rule)


def trace_over(ledger: clawback.Ledger, case: LedgerCase, rule: str = "all") -> clawback.Trace:
    """What the case asks, of a ledger that has its transfers."""
    return clawback.trace(
        ledger,
        claims=case.claims,
        rule=rule,
        limits=limits_of(case.limits),
        exits=case.exits & occurring(case),
        opening=case.openings,
        as_of=None if case.as_of is None else instant(case.as_of),
    )


def occurring(case: LedgerCase) -> set[Account]:
    """The accounts of the case's transfers; an exit elsewhere is refused by the product."""
    return {account for row in case.transfers for account in (row.debtor, row.creditor)}


def limits_of(limits: PlainLimits) -> clawback.Limits:
    """The same limits as the product takes them."""
    window, least = limits.hop_window, limits.min_amount
    return clawback.Limits(
        max_hops=limits.max_hops,
        hop_window=None if window is None else timedelta(microseconds=window),
        min_amount=None if least is None else euros(least),
        max_transfers=limits.max_transfers,
    )


def instant(micros: int) -> datetime:
    """An aware time of microseconds since 1970."""
    return EPOCH + timedelta(microseconds=micros)


def euros(units: int) -> str:
    """Cents as decimal text."""
    whole, cents = divmod(abs(units), 100)
    return f"{'-' if units < 0 else ''}{whole}.{cents:02d}"
