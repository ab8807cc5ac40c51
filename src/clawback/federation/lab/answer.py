"""A trace of nodes as the JSON that `clawback trace` writes over the joined ledger (docs/reference/federation.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from clawback.clock import parse_time
from clawback.federation.lab.asking import Traced
from clawback.federation.lab.order import joined_order
from clawback.federation.node import owning
from clawback.federation.wire.messages import Parts
from clawback.money import format_amount, parse_amount
from clawback.tracing.bounds import SENTENCE
from clawback.tracing.ends import KINDS
from clawback.tracing.rules.names import RULES

__all__ = ["answer", "positions_of"]

_KINDS = (*KINDS, "awaiting")
_Standing = dict[tuple[str, str], dict[str, int]]


def answer(traced: Traced, rules: Sequence[str]) -> dict[str, Any]:
    """The JSON object; `rules` are those to be shown, bounds are over all five."""
    currency = traced.folder.currency
    return {
        "clawback_trace": 1,
        "ledger": {
            "currency": currency.code,
            "snapshots": {agent: ledger.snapshot for agent, ledger in traced.folder.ledgers.items()},
        },
        "limits": traced.limits.to_dict(currency),
        "claims": [
            {"id": each.claim, "settled_at": each.settled_at, "amount": each.amount} for each in traced.claims
        ],
        "rules": {rule: _rule(traced, rule) for rule in rules},
        "bounds": _bounds(traced),
        "notes": _notes(traced),
        "order_conflicts": [],
        "federation": {
            "nodes": len(traced.folder.books),
            "messages": traced.messages,
            "bytes": traced.bytes,
            "seconds": round(traced.seconds, 3),
        },
    }


def _rule(traced: Traced, rule: str) -> dict[str, Any]:
    view = owning.view(traced.owned, rule)
    return {
        "traced": {each.claim: view.traced[each.claim] for each in traced.claims},
        "positions": [
            {"agent": place[0], "account": place[1], "kind": place[2], **_parts(traced, parts)}
            for place, parts in positions_of(traced, rule).items()
        ],
        "transfers": _transfers(traced, rule),
    }


def positions_of(traced: Traced, rule: str) -> dict[tuple[str, str, str], dict[str, int]]:
    """(agent, account, kind) -> claim -> minor units, in the order of the reference."""
    sums: dict[tuple[str, str, str], dict[str, int]] = {}
    for each in owning.view(traced.owned, rule).positions:
        parts = sums.setdefault((each.agent, each.account, each.position), {})
        for claim, text in each.parts.items():
            parts[claim] = parts.get(claim, 0) + parse_amount(text, traced.folder.currency)
    order = sorted(sums, key=lambda place: (place[0], place[1], _KINDS.index(place[2])))
    return {place: sums[place] for place in order}


def _parts(traced: Traced, parts: Mapping[str, int]) -> dict[str, Any]:
    """Total and claims, in the claims' order."""
    currency = traced.folder.currency
    named = {each.claim: parts[each.claim] for each in traced.claims if each.claim in parts}
    return {
        "total": format_amount(sum(named.values()), currency),
        "claims": {claim: format_amount(part, currency) for claim, part in named.items()},
    }


def _transfers(traced: Traced, rule: str) -> list[dict[str, Any]]:
    carried: dict[str, Parts] = {}
    for report in traced.owned.reports.values():
        if report.revealed is not None:
            carried |= report.revealed.transfers.get(rule, {})
    units = traced.folder.currency
    return [
        {
            "transfer_id": name,
            **_parts(traced, {claim: parse_amount(text, units) for claim, text in carried[name].items()}),
        }
        for name in _order(traced)
        if name in carried
    ]


def _order(traced: Traced) -> list[str]:
    told = [report.revealed.order for report in traced.owned.reports.values() if report.revealed]
    settled_at = {name: parse_time(time) for order in told for name, time in order}
    return joined_order([[name for name, _ in order] for order in told], settled_at)


def _bounds(traced: Traced) -> list[dict[str, Any]]:
    standing = [_standing(traced, rule) for rule in RULES]
    return [
        _bound(traced, account, [found.get(account, {}) for found in standing])
        for account in sorted(set().union(*standing))
    ]


def _standing(traced: Traced, rule: str) -> _Standing:
    return {
        (agent, account): parts
        for (agent, account, kind), parts in positions_of(traced, rule).items()
        if kind == "standing"
    }


def _bound(traced: Traced, account: tuple[str, str], by_rule: list[dict[str, int]]) -> dict[str, Any]:
    """As tracing/bounds.py: ties go to the first rule in the table."""
    money = traced.folder.currency
    totals = [sum(parts.values()) for parts in by_rule]
    low, high = min(totals), max(totals)
    opening, order = _known(traced, account)
    claims = [each.claim for each in traced.claims if any(each.claim in parts for parts in by_rule)]
    amounts = {claim: [parts.get(claim, 0) for parts in by_rule] for claim in claims}
    return {
        "agent": account[0],
        "account": account[1],
        "low": format_amount(low, money),
        "high": format_amount(high, money),
        "low_rule": RULES[totals.index(low)],
        "high_rule": RULES[totals.index(high)],
        "opening": opening,
        "order": order,
        "claims": {
            claim: {"low": format_amount(min(over), money), "high": format_amount(max(over), money)}
            for claim, over in amounts.items()
        },
    }


def _known(traced: Traced, account: tuple[str, str]) -> tuple[str, str]:
    """How the opening balance was had, and whether the order is known, as the account's own node says."""
    report = traced.owned.reports[account[0]]
    assert report.revealed is not None, "nodes of the laboratory reveal"
    opening, order = report.revealed.accounts[account[1]]
    return opening, order


def _notes(traced: Traced) -> list[str]:
    notes = [f"{agent}: {note}" for agent, here in sorted(traced.found.items()) for note in here.notes]
    awaiting = {place[0] for rule in RULES for place in positions_of(traced, rule) if place[2] == "awaiting"}
    notes.append(SENTENCE)
    if awaiting:
        notes.append(
            f"no ledger of {', '.join(sorted(awaiting))} is in the folder: what went there is awaiting"
        )
    return notes
