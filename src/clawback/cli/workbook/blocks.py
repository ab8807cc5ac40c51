"""The rows of a rule's sheet: each transfer that takes claims along is a block of them, one a claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from clawback.cli.workbook.book import EXACT
from clawback.errors import Bug
from clawback.money import divide
from clawback.tracing.explaining.flows import Flow, flows
from clawback.tracing.result import Trace

__all__ = ["DIVIDING", "OWN", "Block", "Row", "blocks"]

OWN = -1
"""In place of a claim's number: own money, which takes part in a division in proportion."""

DIVIDING = ("pro-rata", "own-first", "stolen-first")
"""The rules whose parts are quotients."""

_MOST_WEIGHTS = 200
"""A division over more is shown by its result alone: each of its formulas looks at all of its rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One claim's part of a transfer, in minor units. `stood` is what stood of the claim at the debtor before.

    `floor` and `rest` are those of the division, if the block shows one; `extra` is 1 where the part got one
    of the units that rounding down left over. `ends` of the part end at the creditor as a position of `kind`.
    """

    claim: int
    part: int
    starts: bool
    stood: int
    kind: str
    ends: int
    floor: int = 0
    rest: int = 0
    extra: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One transfer. `divides` of its amount are divided in proportion `over` a total, if it `shows` the division;
    the weights are then its rows but the one that starts. `how` says in words where the parts come from."""

    rank: int
    debtor: int
    creditor: int
    amount: int
    balance: int
    shows: bool
    divides: int
    over: int
    how: str
    rows: tuple[Row, ...]


def blocks(trace: Trace, rule: str) -> Iterator[Block]:
    """Every block of the rule's sheet, in ledger order."""
    make = _Maker(trace, rule)
    return (make.block(flow) for flow in flows(trace, rule))


class _Maker:
    def __init__(self, trace: Trace, rule: str) -> None:
        self.trace = trace
        self.rule = rule

    def block(self, flow: Flow) -> Block:
        """The rows of one transfer, checked against what the walk found."""
        balance = self._balance(flow)
        reverses = self._reverses(flow.rank)
        divides, over = self._division(flow, balance)
        weights = self._weights(flow, over)
        product = divides * max(weights.values(), default=0)
        plain = self.rule in DIVIDING and bool(flow.before) and not reverses
        shows = plain and product < EXACT and over < EXACT and len(weights) <= _MOST_WEIGHTS
        rows = self._divided(flow, divides, over, weights) if shows else self._plain(flow)
        return Block(
            rank=flow.rank,
            debtor=flow.debtor,
            creditor=flow.creditor,
            amount=flow.amount,
            balance=balance,
            shows=shows,
            divides=divides,
            over=over,
            how=self._how(flow, shows, reverses),
            rows=tuple(rows),
        )

    def _how(self, flow: Flow, shows: bool, reverses: bool) -> str:
        if not flow.before:
            return "reported"
        if shows:
            return "divided here"
        if reverses:
            return "a reversal: figure of the trace"
        if self.rule in DIVIDING:
            return "too large to divide here: figure of the trace"
        return "by order of arrival: figure of the trace"

    def _balance(self, flow: Flow) -> int:
        """The debtor's balance before the transfer."""
        index = self.trace.walked_ledger.index
        first, last = index.debit_start[flow.debtor], index.debit_start[flow.debtor + 1]
        at = first + int(np.searchsorted(index.debits["rank"][first:last], flow.rank))
        return int(self.trace.openings.balance[flow.debtor]) + int(index.debits[at]["net_before"])

    def _reverses(self, rank: int) -> bool:
        ranks = self.trace.book.reversal_rank
        at = int(np.searchsorted(ranks, rank))
        return at < len(ranks) and ranks[at] == rank and self.trace.book.reversed_rank[at] >= 0

    def _division(self, flow: Flow, balance: int) -> tuple[int, int]:
        """How much divides, and over which total."""
        money, claims = max(0, balance), sum(flow.before.values())
        paid = min(flow.amount, money)
        if self.rule == "pro-rata":
            return paid, money
        if self.rule == "own-first":
            return max(0, paid - (money - claims)), claims
        return min(flow.amount, claims), claims

    def _weights(self, flow: Flow, over: int) -> dict[int, int]:
        weights = {claim: flow.before[claim] for claim in sorted(flow.before)}
        if self.rule == "pro-rata":
            weights[OWN] = over - sum(weights.values())
        return weights

    def _divided(self, flow: Flow, divides: int, over: int, weights: dict[int, int]) -> Iterator[Row]:
        shares = divide(divides, list(weights.values()))
        for (claim, weight), share in zip(weights.items(), shares, strict=True):
            if claim != OWN and share != flow.parts.get(claim, 0):
                raise Bug(f"the part of claim {claim} in the transfer of rank {flow.rank} is not the walk's")
            floor, rest = divmod(divides * weight, over)
            if claim == OWN:
                yield Row(
                    claim=OWN, part=share, starts=False, stood=weight, kind="", ends=0,
                    floor=floor, rest=rest, extra=share - floor,
                )  # fmt: skip
            else:
                yield self._row(flow, claim, share, floor, rest)
        if flow.starts is not None:
            yield self._row(flow, flow.starts, flow.parts[flow.starts])

    def _plain(self, flow: Flow) -> Iterator[Row]:
        return (self._row(flow, claim, part) for claim, part in flow.parts.items())

    def _row(self, flow: Flow, claim: int, part: int, floor: int | None = None, rest: int = 0) -> Row:
        kind, ends = self._fate(flow, claim, part)
        return Row(
            claim=claim,
            part=part,
            starts=claim == flow.starts,
            stood=flow.before.get(claim, 0),
            kind=kind,
            ends=ends,
            floor=0 if floor is None else floor,
            rest=rest,
            extra=0 if floor is None else part - floor,
        )

    def _fate(self, flow: Flow, claim: int, part: int) -> tuple[str, int]:
        """What the part becomes at the creditor, and how much of it ends."""
        if self._is_returned(flow, claim):
            return "returned", part
        if flow.ended is not None:
            return flow.ended, part
        if claim in flow.overdraft:
            return "overdraft", flow.overdraft[claim]
        return "standing", 0

    def _is_returned(self, flow: Flow, claim: int) -> bool:
        at_home = int(self.trace.claims.debtor[claim]) == flow.creditor
        return at_home and flow.creditor not in self.trace.book.exits
