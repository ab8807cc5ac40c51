"""What a trace found, as the parts of this package read it: over one ledger, or through nodes and statements together.

Where nodes answer, what they tell arrives in the accounts of the institutions that have none, and those are settled
forward from there by the very step of a node (clawback.federation.settling). At accounts of institutions that answer by
themselves it stays as the statements alone have it: what stands there is theirs to tell, and to hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clawback.federation.book import ListBook, Movement
from clawback.federation.settled import ClaimRow, Outflow, Settled
from clawback.server.casework.statements.building import Known, openings, written
from clawback.server.casework.statements.facts import Account, ClaimFact
from clawback.tracing.rules.names import RULES

if TYPE_CHECKING:
    from clawback import Trace

__all__ = ["Bound", "Carried", "Stood", "Walk", "movements_of", "walk_of", "walk_through"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """So much of a claim (its number, as text) went with a transfer (its name in Known) under a rule."""

    rule: str
    transfer: str
    claim: str
    amount: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Stood:
    """So much of a claim stands in an account under a rule."""

    rule: str
    account: Account
    claim: str
    amount: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Bound:
    """Least and greatest that stands in an account over the five rules, of all claims and of each."""

    account: Account
    low: int
    high: int
    claims: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """`claims` are in ledger order; `traced` is by rule and claim."""

    claims: Sequence[str]
    rules: Sequence[str]
    carried: Sequence[Carried]
    standing: Sequence[Stood]
    bounds: Sequence[Bound]
    traced: Mapping[str, Mapping[str, int]]


def walk_of(trace: Trace) -> Walk:
    """Of a trace over one ledger."""
    ledger = trace.ledger
    table = trace.transfers.select(["rule", "transfer_id", "claim", "amount"]).to_pylist()
    rows = trace.positions.to_pylist()
    traced: dict[str, dict[str, int]] = {}
    for row in rows:
        of_rule = traced.setdefault(row["rule"], {})
        of_rule[row["claim"][1:]] = of_rule.get(row["claim"][1:], 0) + row["amount"]
    return Walk(
        claims=[name[1:] for name in trace.claims.ids],
        rules=trace.rules,
        carried=[
            Carried(
                rule=row["rule"],
                transfer=row["transfer_id"],
                claim=row["claim"][1:],
                amount=row["amount"],
            )
            for row in table
        ],
        standing=[
            Stood(
                rule=row["rule"],
                account=(row["agent"], row["account"]),
                claim=row["claim"][1:],
                amount=row["amount"],
            )
            for row in rows
            if row["kind"] == "standing"
        ],
        bounds=[
            Bound(
                account=(ledger.agents[each.account].as_py(), ledger.numbers[each.account].as_py()),
                low=each.low,
                high=each.high,
                claims={trace.claims.ids[claim][1:]: both for claim, both in each.claims.items()},
            )
            for each in trace.bounds
        ],
        traced=traced,
    )


def movements_of(found: Known) -> Iterator[Movement]:
    """Every transfer that is known, by its name there."""
    for name, each, debtor, creditor, kind, reverses in written(found):
        yield Movement(
            key=name,
            settled_at=each.settled_at,
            debtor=debtor,
            creditor=creditor,
            amount=each.amount,
            kind=kind,
            reverses=reverses,
        )


def walk_through(found: Known, alone: Walk) -> Walk:
    """Through nodes and statements; `alone` is what the statements alone have."""
    from clawback.federation.settling import settle  # compiled: loaded when something is traced

    agents = found.facts.peers.agents
    rows = [each for each in movements_of(found) if {each.debtor[0], each.creditor[0]} - agents]
    book = ListBook(rows, lambda account: account[0] not in agents, openings(found))
    claims = sorted(found.facts.claims, key=lambda each: (each.settled_at, each.number))
    told = {number for number, _, _ in found.facts.peers.traced}
    starting = list(_rows(found, claims))
    arriving = {rule: _arriving(found, told, rule) for rule in RULES}
    settled = {rule: settle(book, rule, starting, arriving[rule]) for rule in RULES}
    here = {
        name for name, each in zip(found.names, found.transfers, strict=True) if each.creditor[0] in agents
    }
    stood = [*_stood(settled), *(each for each in alone.standing if each.account[0] in agents)]
    return Walk(
        claims=alone.claims,
        rules=RULES,
        carried=[
            *_carried(settled, arriving),
            *(each for each in alone.carried if each.transfer in here),
        ],
        standing=stood,
        bounds=[*_bounds(stood, agents), *(each for each in alone.bounds if each.account[0] in agents)],
        traced={rule: _traced(found, rule, settled[rule], claims, told) for rule in RULES},
    )


def _rows(found: Known, claims: Iterable[ClaimFact]) -> Iterator[ClaimRow]:
    """Those whose debtor's institution answers start there, and not here."""
    names = {
        each.claim.number: name for name, each in zip(found.names, found.transfers, strict=True) if each.claim
    }
    for each in claims:
        key = "" if each.debtor[0] in found.facts.peers.agents else names.get(each.number, "")
        yield ClaimRow(order=(each.settled_at, each.number), name=str(each.number), key=key)


def _arriving(found: Known, told: set[int], rule: str) -> dict[str, Outflow]:
    """What comes from institutions with a node: as they tell it; a claim of which none tells, as it was reported."""
    agents = found.facts.peers.agents
    arriving = {}
    for name, each in zip(found.names, found.transfers, strict=True):
        if each.creditor[0] in agents:
            continue
        flows = each.credit.flows if each.credit is not None else ()
        for flow in (flow for flow in flows if flow.rule == rule):
            parts = {str(claim): part for claim, part in flow.parts}
            if sum(parts.values()) <= each.amount:
                arriving[name] = Outflow(parts=parts, depth=flow.depth, followed=flow.followed)
        if each.claim is not None and each.debtor[0] in agents and each.claim.number not in told:
            arriving[name] = Outflow(parts={str(each.claim.number): each.amount}, depth=0, followed=True)
    return arriving


def _carried(
    settled: Mapping[str, Settled], arriving: Mapping[str, Mapping[str, Outflow]]
) -> Iterator[Carried]:
    """What left accounts here, and what came into them from nodes."""
    for rule, each in settled.items():
        came = {name: flow.parts for name, flow in arriving[rule].items()}
        for name, parts in {**each.carried, **came}.items():
            for claim, amount in parts.items():
                yield Carried(rule=rule, transfer=name, claim=claim, amount=amount)


def _stood(settled: Mapping[str, Settled]) -> Iterator[Stood]:
    for rule, each in settled.items():
        for account, parts in each.standing.items():
            for claim, amount in parts.items():
                yield Stood(rule=rule, account=account, claim=claim, amount=amount)


def _bounds(stood: Iterable[Stood], agents: frozenset[str]) -> Iterator[Bound]:
    sums: dict[Account, dict[str, dict[str, int]]] = {}
    for each in stood:
        if each.account[0] not in agents:
            sums.setdefault(each.account, {}).setdefault(each.claim, {})[each.rule] = each.amount
    for account, claims in sorted(sums.items()):
        wholes = [sum(by_rule.get(rule, 0) for by_rule in claims.values()) for rule in RULES]
        amounts = {claim: [by_rule.get(rule, 0) for rule in RULES] for claim, by_rule in claims.items()}
        yield Bound(
            account=account,
            low=min(wholes),
            high=max(wholes),
            claims={claim: (min(over), max(over)) for claim, over in amounts.items()},
        )


def _traced(
    found: Known, rule: str, settled: Settled, claims: Iterable[ClaimFact], told: set[int]
) -> dict[str, int]:
    """By the node where the claim starts, by the book here, or as it was reported."""
    peers = {number: amount for number, name, amount in found.facts.peers.traced if name == rule}
    return {
        str(each.number): peers.get(each.number, 0)
        if each.number in told
        else settled.traced.get(str(each.number), each.amount)
        for each in claims
    }
