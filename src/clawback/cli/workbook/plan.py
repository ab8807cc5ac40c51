"""Where everything of a rule's sheet stands, known before it is written: other sheets refer to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clawback.cli.workbook.blocks import OWN, blocks
from clawback.cli.workbook.book import EXACT, sheet_reference
from clawback.cli.workbook.columns import LETTERS, cell
from clawback.errors import TraceError
from clawback.tracing.ends import KINDS
from clawback.tracing.result import Trace

__all__ = ["FIRST_CLAIM", "Position", "RulePlan", "plan_rule"]

FIRST_CLAIM = 6
"""The row (from 0) of the first claim's total."""

_ROWS = 1_048_576
_SUMS = 20_000_000
"""Cells that sums may look through each time the workbook is computed; beyond it, positions are figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One claim's share of a position."""

    account: int
    kind: str
    claim: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePlan:
    """A rule's sheet: claims from row FIRST_CLAIM, then positions, then transfers (rows count from 0).

    `exact` tells that all its numbers are below EXACT, so that they are numbers and formulas compute them;
    `sums` that there are not too many to be computed from each other.
    """

    rule: str
    claims: int
    traced: tuple[int, ...]
    positions: tuple[Position, ...]
    rows: int
    exact: bool
    sums: bool

    @property
    def first_position(self) -> int:
        """The row of the first position."""
        return FIRST_CLAIM + self.claims + 4

    @property
    def first_row(self) -> int:
        """The row of the first transfer."""
        return self.first_position + len(self.positions) + 4

    def claim_cell(self, column: str, claim: int) -> str:
        """A cell of a claim's total, as other sheets name it."""
        return f"{sheet_reference(self.rule)}{cell(column, FIRST_CLAIM + claim)}"

    def claim_cells(self, column: str, outside: bool = False) -> str:
        """A column of the claims' totals."""
        return self._range(column, FIRST_CLAIM, self.claims, outside)

    def position_cells(self, column: str, outside: bool = False) -> str:
        """A column of the positions."""
        return self._range(column, self.first_position, len(self.positions), outside)

    def row_cells(self, column: str) -> str:
        """A column of the transfers."""
        return self._range(column, self.first_row, self.rows, False)

    def _range(self, column: str, first: int, count: int, outside: bool) -> str:
        before = sheet_reference(self.rule) if outside else ""
        letter = LETTERS[column]
        return f"{before}${letter}${first + 1}:${letter}${first + max(count, 1)}"


def plan_rule(found: Trace, rule: str) -> RulePlan:
    """Counts the rows of a rule's sheet. Raises TraceError where they are more than a sheet has."""
    walked = found.walk(rule)
    ends = [
        Position(account=account, kind=KINDS[kind], claim=claim, amount=amount)
        for account, kind, claim, amount in walked.ends.tolist()
    ]
    rows, largest, total = 0, 0, 0
    for block in blocks(found, rule):
        rows += len(block.rows)
        largest = max(largest, block.amount, abs(block.balance), block.over)
        total += sum(row.part for row in block.rows if row.claim != OWN)
    plan = RulePlan(
        rule=rule,
        claims=len(found.claims.ids),
        traced=tuple(np.asarray(walked.traced).tolist()),
        positions=tuple(ends),
        rows=rows,
        exact=max(largest, total) < EXACT,
        sums=(len(ends) + len(found.claims.ids)) * max(rows, len(ends)) <= _SUMS,
    )
    if plan.first_row + rows > _ROWS:
        raise TraceError(
            f"the trace has {plan.first_row + rows} rows under {rule}; a sheet of a workbook has {_ROWS}",
            remedy="take --output csv",
        )
    return plan
