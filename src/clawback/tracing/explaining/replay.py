"""One account, replayed transfer by transfer: the plain arithmetic beside the compiled walk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from clawback.errors import Bug
from clawback.ledgers.reading import KINDS as TRANSFER_KINDS
from clawback.tracing.explaining.dividing import IN_ORDER, sum_parts
from clawback.tracing.explaining.events import AccountEvents, Event, gathered
from clawback.tracing.explaining.fates import ended, gone_on
from clawback.tracing.explaining.flows import Flow
from clawback.tracing.explaining.holding import BEFORE, Holding
from clawback.tracing.explaining.paying import pay
from clawback.tracing.explaining.proportion import in_proportion
from clawback.tracing.explaining.records import OWN, Gathered, Line, Parts
from clawback.tracing.explaining.reversing import take_back
from clawback.tracing.explaining.words import Words

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["Replay"]


class Replay:
    """The state of an account under a rule; `carrying` are the flows that touch it, by rank."""

    def __init__(self, trace: Trace, rule: str, account: int, carrying: Mapping[int, Flow]) -> None:
        self.trace = trace
        self.rule = rule
        self.account = account
        self.carrying = carrying
        self.words = Words(trace)
        self.balance = int(trace.openings.balance[account])
        self.holding = Holding(in_order=rule in IN_ORDER)
        self.brought: dict[int, Parts] = {}
        self.reported = {rank: claim for claim, rank in enumerate(trace.claims.rank.tolist())}
        self.traced: Parts = {}

    def lines(self) -> Iterator[Line | Gathered]:
        """Every line in order; transfers of own money while no claim is there are gathered."""
        events = AccountEvents(self.trace, self.account)
        first = min(self.carrying, default=self.trace.book.end_rank)
        before = events.before(first, self.balance)
        if before is not None:
            yield before
            self.balance = before.balance_after
        if self.balance > 0:
            self.holding.receive({OWN: self.balance}, BEFORE)
        own: list[Gathered] = []
        for event in events.since(first):
            line = self._move(event)
            if isinstance(line, Gathered):
                own.append(line)
                continue
            if own:
                yield gathered(own)
                own = []
            yield line
        if own:
            yield gathered(own)

    def _move(self, event: Event) -> Line | Gathered:
        balance, before = self.balance, self.holding.standing()
        plain = event.rank not in self.carrying and not self.holding.claims()
        moved, steps = self._debit(event) if event.out else self._credit(event)
        self.balance += -event.amount if event.out else event.amount
        if self.holding.money() != max(0, self.balance):
            raise Bug(f"the lots of {self.words.account(self.account)} do not sum to its balance")
        if plain:
            return self._own(event, balance)
        ledger = self.trace.walked_ledger
        return Line(
            settled_at=int(ledger.settled_at[event.rank]),
            transfer_id=self.words.transfer_id(event.rank),
            side="out" if event.out else "in",
            kind=TRANSFER_KINDS[ledger.kind[event.rank]],
            agent=ledger.agents[event.counterparty].as_py(),
            account=ledger.numbers[event.counterparty].as_py(),
            amount=event.amount,
            balance_before=balance,
            balance_after=self.balance,
            before=before,
            moved=moved,
            after=self.holding.standing(),
            steps=tuple(steps),
        )

    def _own(self, event: Event, balance: int) -> Gathered:
        settled_at = int(self.trace.walked_ledger.settled_at[event.rank])
        return Gathered(
            first=settled_at,
            last=settled_at,
            credits=int(not event.out),
            credited=0 if event.out else event.amount,
            debits=int(event.out),
            debited=event.amount if event.out else 0,
            balance_before=balance,
            balance_after=self.balance,
        )

    def _debit(self, event: Event) -> tuple[Parts, list[str]]:
        """What leaves, by whose it is; checked against the walk."""
        original = self._reversed_by(event.rank)
        if original >= 0:
            brought = self.brought.get(original, {OWN: int(self.trace.walked_ledger.amount[original])})
            parts, steps = take_back(self.holding, event.amount, original, brought, self.rule, self.words)
        else:
            parts, steps = pay(self.holding, event.amount, self.rule, self.words)
        flow = self.carrying.get(event.rank)
        if event.rank in self.reported:
            parts, steps = self._start(self.reported[event.rank], parts, steps)
        claims = {who: part for who, part in parts.items() if who != OWN}
        if claims != (flow.parts if flow else {}):
            raise Bug(f"{self.words.transfer_id(event.rank)} takes {claims}, but by the walk another part")
        return parts, steps + ([*ended(flow, self.words), *gone_on(flow, self.words)] if flow else [])

    def _reversed_by(self, rank: int) -> int:
        """The rank of the transfer that the one at `rank` takes back, or -1."""
        at = int(np.searchsorted(self.trace.book.reversal_rank, rank))
        ranks = self.trace.book.reversal_rank
        return int(self.trace.book.reversed_rank[at]) if at < len(ranks) and ranks[at] == rank else -1

    def _start(self, claim: int, parts: Parts, steps: list[str]) -> tuple[Parts, list[str]]:
        """The own money in a reported transfer becomes the claim."""
        own = parts.pop(OWN, 0)
        self.traced[claim] = own
        if own == 0:
            return parts, [
                *steps,
                f"{self.words.who(claim)} is reported: no own money is in it, so nothing of it is traced.",
            ]
        told = f"{self.words.who(claim)} is reported: the own money in it, {self.words.money(own)}, becomes the claim."
        return sum_parts(parts, {claim: own}), [*steps, told]

    def _credit(self, event: Event) -> tuple[Parts, list[str]]:
        """What arrives, by whose it is, the overdraft not yet repaid."""
        flow = self.carrying.get(event.rank)
        carried = sum_parts(flow.arrives, flow.overdraft) if flow else {}
        arriving = sum_parts(carried, {OWN: event.amount - sum(carried.values())})
        self.brought[event.rank] = arriving
        steps = ended(flow, self.words) if flow else []
        if flow is not None and steps:
            steps.insert(0, f"It takes along {self.words.parts(flow.parts)}.")
        repaid, sums = self._repay(event, arriving)
        if flow is not None and {who: part for who, part in repaid.items() if who != OWN} != flow.overdraft:
            raise Bug(f"{self.words.transfer_id(event.rank)} repays an overdraft otherwise than the walk's")
        left = {who: part - repaid.get(who, 0) for who, part in arriving.items() if part > repaid.get(who, 0)}
        self.holding.receive(left, event.rank)
        return arriving, [*steps, *sums, f"Arrives: {self.words.parts(left)}."]

    def _repay(self, event: Event, arriving: Parts) -> tuple[Parts, list[str]]:
        if self.balance >= 0:
            return {}, []
        repaid = min(event.amount, -self.balance)
        parts, steps = in_proportion(repaid, arriving, self.words)
        money = self.words.money
        told = f"The account is overdrawn by {money(-self.balance)}; {money(repaid)} of the credit repays it."
        return parts, [told, *steps, f"Overdraft: {self.words.parts(parts)} ends here."]
