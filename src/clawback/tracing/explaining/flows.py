"""The transfers that carry claims, one by one, as a walk's log has them, and what became of each part.

The walk notes how much of which claim each transfer took along. What follows from that by plain counting (depth,
window, number followed, what stands where) is counted again here, in Python, for those who want to see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clawback.errors import Bug
from clawback.ledgers.reading import KINDS as TRANSFER_KINDS
from clawback.money import divide

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["EXIT_KINDS", "Flow", "Stop", "flows"]

EXIT_KINDS = ("cash", "card", "exchange")
Parts = dict[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stop:
    """The limit by which a transfer is not followed: `found` (hops, microseconds, minor units, transfers) beside
    the `bound` that was set."""

    limit: str
    found: int
    bound: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """One transfer that takes parts of claims along. Parts are claim (its number) -> minor units, by claim.

    `parts` leave the debtor, of which `starts` is newly a claim. They divide into `returned`, what ends as `ended`
    (exit or unfollowed; then `stop` says why), what repays an `overdraft`, and what `arrives`. `before` is what
    stands of claims in the debtor's account before; it changes when the next flow is asked for.
    """

    rank: int
    debtor: int
    creditor: int
    amount: int
    kind: str
    before: Mapping[int, int]
    parts: Parts
    starts: int | None
    returned: Parts
    ended: str | None
    stop: Stop | None
    overdraft: Parts
    arrives: Parts

    def ends(self) -> dict[str, Parts]:
        """Kind of position -> the parts that end in it at the creditor."""
        ends = {"returned": self.returned, "overdraft": self.overdraft}
        if self.ended is not None:
            ends[self.ended] = {
                claim: part for claim, part in self.parts.items() if claim not in self.returned
            }
        return {kind: parts for kind, parts in ends.items() if parts}


def flows(trace: Trace, rule: str) -> Iterator[Flow]:
    """Every transfer that takes claims along under `rule`, in ledger order. Raises Bug where the log contradicts."""
    found = trace.walk(rule)
    starts = found.log["start"].tolist()
    stops = [*starts[1:], len(found.log_parts)]
    claims, amounts = found.log_parts["claim"].tolist(), found.log_parts["amount"].tolist()
    count = _Count(trace)
    for rank, reached, start, stop in zip(
        found.log["rank"].tolist(), found.log["reached"].tolist(), starts, stops, strict=True
    ):
        flow = count.flow(rank, dict(zip(claims[start:stop], amounts[start:stop], strict=True)))
        if bool(reached) != (flow.ended is None and len(flow.returned) < len(flow.parts)):
            raise Bug(f"the walk and its log differ on whether the transfer of rank {rank} reached")
        yield flow
        count.apply(flow)


@dataclass
class _Count:
    """What has been counted so far: over all accounts and claims together."""

    trace: Trace
    standing: dict[int, Parts] = field(default_factory=dict)
    depth: dict[int, int] = field(default_factory=dict)
    last_arrival: dict[int, int] = field(default_factory=dict)
    followed: int = 0

    def __post_init__(self) -> None:
        self.claim_of = {rank: claim for claim, rank in enumerate(self.trace.claims.rank.tolist())}
        self.victims = self.trace.claims.debtor.tolist()
        self.exits = frozenset(self.trace.book.exits.tolist())

    def flow(self, rank: int, parts: Parts) -> Flow:
        """What becomes of the parts of one transfer; `standing` stays as it was before."""
        ledger = self.trace.walked_ledger
        debtor, creditor, amount = (
            int(column[rank]) for column in (ledger.debtor, ledger.creditor, ledger.amount)
        )
        kind = TRANSFER_KINDS[ledger.kind[rank]]
        claim = self.claim_of.get(rank)
        if claim is not None:
            self.depth[debtor] = 0
        returned = self._returned(creditor, parts)
        going_on = {claim: part for claim, part in parts.items() if claim not in returned}
        stop = self._stop(rank, debtor, sum(parts.values())) if going_on and claim is None else None
        ended = self._ended(creditor, kind, stop) if going_on else None
        if going_on and stop is None:
            self._reach(rank, debtor, creditor, claim is None)
        arrives = {} if ended else going_on
        overdraft = self._overdraft(rank, creditor, amount, arrives)
        return Flow(
            rank=rank,
            debtor=debtor,
            creditor=creditor,
            amount=amount,
            kind=kind,
            before=self.standing.get(debtor, {}),
            parts=parts,
            starts=claim if claim in parts else None,
            returned=returned,
            ended=ended,
            stop=stop,
            overdraft=overdraft,
            arrives={
                claim: part - overdraft.get(claim, 0)
                for claim, part in arrives.items()
                if part > overdraft.get(claim, 0)
            },
        )

    def _returned(self, creditor: int, parts: Parts) -> Parts:
        if creditor in self.exits:
            return {}
        return {claim: part for claim, part in parts.items() if self.victims[claim] == creditor}

    def _stop(self, rank: int, debtor: int, carried: int) -> Stop | None:
        """The first limit, in the order of the definition, by which the transfer is not followed."""
        case = self.trace.case
        if 0 <= case.max_hops <= self.depth[debtor]:
            return Stop(limit="max_hops", found=self.depth[debtor], bound=case.max_hops)
        waited = int(self.trace.walked_ledger.settled_at[rank]) - self.last_arrival[debtor]
        if 0 <= case.hop_window < waited:
            return Stop(limit="hop_window", found=waited, bound=case.hop_window)
        if carried < case.min_amount:
            return Stop(limit="min_amount", found=carried, bound=case.min_amount)
        if 0 <= case.max_transfers <= self.followed:
            return Stop(limit="max_transfers", found=self.followed, bound=case.max_transfers)
        return None

    def _ended(self, creditor: int, kind: str, stop: Stop | None) -> str | None:
        if stop is not None:
            return "unfollowed"
        return "exit" if creditor in self.exits or kind in EXIT_KINDS else None

    def _reach(self, rank: int, debtor: int, creditor: int, counted: bool) -> None:
        self.depth.setdefault(creditor, self.depth[debtor] + 1)
        self.last_arrival[creditor] = int(self.trace.walked_ledger.settled_at[rank])
        self.followed += counted

    def _overdraft(self, rank: int, creditor: int, amount: int, arrives: Parts) -> Parts:
        """The claims' shares of what repays the creditor's overdraft."""
        net = int(self.trace.walked_ledger.index.credit_net_before[rank])
        balance = int(self.trace.openings.balance[creditor]) + net
        if balance >= 0 or not arrives:
            return {}
        own = amount - sum(arrives.values())
        shares = divide(min(amount, -balance), [*arrives.values(), own])
        return {claim: share for claim, share in zip(arrives, shares[:-1], strict=True) if share}

    def apply(self, flow: Flow) -> None:
        """Moves the parts: out of what stands at the debtor, into what stands at the creditor."""
        debtor = self.standing.setdefault(flow.debtor, {})
        for claim, part in flow.parts.items():
            if claim != flow.starts:
                _add(debtor, claim, -part)
        creditor = self.standing.setdefault(flow.creditor, {})
        for claim, part in flow.arrives.items():
            _add(creditor, claim, part)


def _add(standing: Parts, claim: int, part: int) -> None:
    left = standing.get(claim, 0) + part
    if left < 0:
        raise Bug(f"more of claim {claim} leaves an account than stands in it")
    if left:
        standing[claim] = left
    else:
        del standing[claim]
