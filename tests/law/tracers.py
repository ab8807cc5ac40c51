"""The two tracers that every worked example is given to, with one face."""

from __future__ import annotations

from dataclasses import dataclass

import clawback
from tests.law.lines import MIXED, Example, cents, ledger_table
from tests.reference import plain_trace


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a tracer says of the mixed account, by claim. `paid`: transfer -> what it took along."""

    traced: dict[str, int]
    standing: dict[str, int]
    paid: dict[str, dict[str, int]]


def by_plain(example: Example, rule: str) -> Outcome:
    """The reference."""
    found = plain_trace(
        example.transfers, claims=list(example.claimants), rule=rule, openings={MIXED: example.opening}
    )
    return Outcome(
        traced=found.traced, standing=found.positions.get((MIXED, "standing"), {}), paid=found.transfers
    )


def by_clawback(example: Example, rule: str) -> Outcome:
    """The product, by its public face and its JSON."""
    ledger = clawback.read_ledger(ledger_table(example.transfers))
    trace = clawback.trace(
        ledger, claims=list(example.claimants), rule=rule, opening={MIXED: example.opening}
    )
    found = trace.to_dict()["rules"][rule]
    standing = [
        position["claims"]
        for position in found["positions"]
        if (position["agent"], position["account"], position["kind"]) == (*MIXED, "standing")
    ]
    return Outcome(
        traced=in_cents(found["traced"]),
        standing=in_cents(standing[0]) if standing else {},
        paid={row["transfer_id"]: in_cents(row["claims"]) for row in found["transfers"]},
    )


def in_cents(claims: dict[str, str]) -> dict[str, int]:
    """Decimal texts by claim as minor units."""
    return {claim: cents(text) for claim, text in claims.items()}


TRACERS = {"plain": by_plain, "clawback": by_clawback}
