"""The transfers in and out of one account, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clawback.ledgers.ledger import Int64s
from clawback.tracing.explaining.records import Gathered

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["AccountEvents", "Event", "gathered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A transfer out of the account (`out`), or into it. One to itself is two events, out first."""

    rank: int
    out: bool
    amount: int
    counterparty: int


class AccountEvents:
    """The events of an account up to the trace's as-of time."""

    def __init__(self, trace: Trace, account: int) -> None:
        ledger, end = trace.walked_ledger, trace.book.end_rank
        index = ledger.index
        debits = index.debits["rank"][index.debit_start[account] : index.debit_start[account + 1]]
        incoming = index.credit_rank[index.credit_start[account] : index.credit_start[account + 1]]
        self.ledger = ledger
        self.debits: Int64s = debits[debits < end].astype(np.int64)
        self.credits: Int64s = incoming[incoming < end].astype(np.int64)

    def before(self, rank: int, opening: int) -> Gathered | None:
        """Everything before a rank, in one; None where there is nothing."""
        debits, incoming = self.debits[self.debits < rank], self.credits[self.credits < rank]
        ranks = np.concatenate([debits, incoming])
        if not len(ranks):
            return None
        debited, credited = (int(self.ledger.amount[side].sum()) for side in (debits, incoming))
        return Gathered(
            first=int(self.ledger.settled_at[ranks.min()]),
            last=int(self.ledger.settled_at[ranks.max()]),
            credits=len(incoming),
            credited=credited,
            debits=len(debits),
            debited=debited,
            balance_before=opening,
            balance_after=opening + credited - debited,
        )

    def since(self, rank: int) -> Iterator[Event]:
        """Each event from a rank on."""
        debits, incoming = self.debits[self.debits >= rank], self.credits[self.credits >= rank]
        sides = sorted([*((at, 0) for at in debits.tolist()), *((at, 1) for at in incoming.tolist())])
        for at, side in sides:
            other = self.ledger.debtor if side else self.ledger.creditor
            yield Event(
                rank=at, out=not side, amount=int(self.ledger.amount[at]), counterparty=int(other[at])
            )


def gathered(lines: list[Gathered]) -> Gathered:
    """Several, one after the other, as one."""
    return Gathered(
        first=lines[0].first,
        last=lines[-1].last,
        credits=sum(line.credits for line in lines),
        credited=sum(line.credited for line in lines),
        debits=sum(line.debits for line in lines),
        debited=sum(line.debited for line in lines),
        balance_before=lines[0].balance_before,
        balance_after=lines[-1].balance_after,
    )
