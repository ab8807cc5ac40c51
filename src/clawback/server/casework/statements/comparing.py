"""What a newer answer says otherwise than the one it replaces."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from clawback.server.casework.models import Statement, StatementRequest

__all__ = ["Difference", "differences"]

_MOST = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """An entry that only one of two answers has; or a balance, without a time. `added`: the newer one has it."""

    added: bool
    what: str
    amount: int
    debit: bool
    settled_at: datetime | None


def differences(request: StatementRequest) -> list[Difference]:
    """Of the newest answer against the one before; at most 200, the earliest first."""
    answers = list(request.answers.order_by("-pk")[:2])
    if len(answers) < 2:
        return []
    newer, older = answers
    found = [
        Difference(added=added, what=name, amount=amount, debit=debit, settled_at=settled_at)
        for added, entries in (
            (True, _entries(newer) - _entries(older)),
            (False, _entries(older) - _entries(newer)),
        )
        for (settled_at, name, debit, amount), count in entries.items()
        for _ in range(count)
    ]
    found.sort(key=lambda each: (each.settled_at, each.what, each.added))
    return [*_balances(older, newer), *found[:_MOST]]


def _entries(statement: Statement) -> Counter[tuple[datetime, str, bool, int]]:
    return Counter(statement.entries.values_list("settled_at", "name", "debit", "amount"))


def _balances(older: Statement, newer: Statement) -> list[Difference]:
    pairs = (("opening", older.opening, newer.opening), ("closing", older.closing, newer.closing))
    return [
        Difference(added=added, what=what, amount=units or 0, debit=False, settled_at=None)
        for what, before, after in pairs
        if before != after
        for added, units in ((False, before), (True, after))
    ]
