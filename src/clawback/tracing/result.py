"""A trace: what was asked, and what each rule found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from clawback.ledgers.ledger import Int64s, Ledger
from clawback.tracing.bounds import Bound, bounds_of
from clawback.tracing.claims import Claims
from clawback.tracing.ends import KINDS
from clawback.tracing.engine import Walked, run
from clawback.tracing.limits import Limits
from clawback.tracing.memory import Book, Case
from clawback.tracing.openings import Openings
from clawback.tracing.rules.names import RULES

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Trace"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Trace:
    """Where the money of claims stands. Made by `clawback.trace`.

    `positions` and `transfers` are Arrow tables over the rules asked for; `bounds` is over all five. Amounts
    are int64 minor units of `ledger.currency`; `to_dict()` is the JSON result of the reference, in decimal texts.
    """

    ledger: Ledger
    walked_ledger: Ledger
    claims: Claims
    limits: Limits
    rules: tuple[str, ...]
    openings: Openings
    book: Book
    case: Case
    as_of: int | None
    _walked: dict[str, Walked] = field(default_factory=dict)

    def walk(self, rule: str) -> Walked:
        """What one rule found, as records; walked at the first call."""
        if rule not in self._walked:
            self._walked[rule] = run(self.book, self.case, rule)
        return self._walked[rule]

    @cached_property
    def bounds(self) -> list[Bound]:
        """Low and high of what stands, per account, over all five rules."""
        return bounds_of({rule: self.walk(rule) for rule in RULES})

    @cached_property
    def positions(self) -> pa.Table:
        """One row per rule, position and claim: rule, agent, account, kind, claim, amount."""
        walked = [self.walk(rule) for rule in self.rules]
        ends = np.concatenate([found.ends for found in walked])
        return self._table(
            [len(found.ends) for found in walked],
            {
                "agent": self.ledger.agents.take(ends["account"]),
                "account": self.ledger.numbers.take(ends["account"]),
                "kind": _names(KINDS, ends["kind"]),
                "claim": _names(self.claims.ids, ends["claim"]),
                "amount": ends["amount"],
            },
        )

    @cached_property
    def transfers(self) -> pa.Table:
        """One row per rule, transfer that takes parts along, and claim.

        Columns: rule, transfer_id, settled_at, claim, amount.
        """
        walked = [self.walk(rule) for rule in self.rules]
        ranks = np.concatenate([self.part_ranks(rule) for rule in self.rules])
        parts = np.concatenate([found.log_parts for found in walked])
        return self._table(
            [len(found.log_parts) for found in walked],
            {
                "transfer_id": self.walked_ledger.transfer_id.take(ranks),
                "settled_at": _times(self.walked_ledger.settled_at[ranks]),
                "claim": _names(self.claims.ids, parts["claim"]),
                "amount": parts["amount"],
            },
        )

    def part_ranks(self, rule: str) -> Int64s:
        """The rank of the transfer of each of the rule's `log_parts`."""
        found = self.walk(rule)
        lengths = np.diff(found.log["start"], append=len(found.log_parts))
        return np.repeat(found.log["rank"], lengths)

    def _table(self, lengths: list[int], columns: dict[str, Any]) -> pa.Table:
        import pyarrow as pa

        rules = _names(self.rules, np.repeat(np.arange(len(lengths)), lengths))
        return pa.table({"rule": rules, **columns})

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON shows it (docs/reference/result.md)."""
        from clawback.tracing.answer import answer

        return answer(self)


def _names(names: tuple[str, ...], codes: Int64s) -> pa.Array:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(codes.astype(np.int32), pa.array(names, pa.string()))


def _times(micros: Int64s) -> pa.Array:
    import pyarrow as pa

    return pa.array(micros).cast(pa.timestamp("us", "UTC"))
