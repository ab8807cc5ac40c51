"""The JSON result put together from the plain reference, by what the page on results says of its order and form."""

from __future__ import annotations

from typing import Any

from tests.property.strategies import LedgerCase
from tests.property.tracing.asking import euros, instant, occurring
from tests.reference import RULES, Account, PlainResult, plain_bounds, plain_trace

KINDS = ("standing", "exit", "returned", "overdraft", "unfollowed")
SENTENCE = (
    "low and high are the least and the greatest over five rules, each used in every account; "
    "they are not limits over every mixture of rules."
)


def plain_answer(case: LedgerCase, snapshot: str, told: tuple[str, ...]) -> dict[str, Any]:
    """What `Trace.to_dict()` has to be; the ledger's digest and what its reading told are taken as they are."""
    results = {rule: plain_trace(case.transfers, rule=rule, **case.arguments()) for rule in RULES}
    result = results[RULES[0]]
    return {
        "clawback_trace": 1,
        "ledger": ledger(case, snapshot),
        "limits": limits(case),
        "claims": claims(case),
        "rules": {rule: by_rule(case, found) for rule, found in results.items()},
        "bounds": bounds(case, result),
        "notes": [*told, *notes(case, result)],
        "order_conflicts": [],
    }


def ledger(case: LedgerCase, snapshot: str) -> dict[str, Any]:
    times = [row.settled_at for row in case.transfers]
    given = [account in (case.openings or {}) for account in occurring(case)]
    openings = "given" if all(given) else "mixed" if any(given) else "inferred"
    return {
        "snapshot": snapshot,
        "transfers": len(case.transfers),
        "accounts": len(occurring(case)),
        "currency": "EUR",
        "first": time(min(times)),
        "last": time(max(times)),
        "openings": openings,
    }


def limits(case: LedgerCase) -> dict[str, Any]:
    window, least = case.limits.hop_window, case.limits.min_amount
    return {
        "max_hops": case.limits.max_hops,
        "hop_window_s": None if window is None else window / 1_000_000,
        "min_amount": None if least is None else euros(least),
        "max_transfers": case.limits.max_transfers,
    }


def claims(case: LedgerCase) -> list[dict[str, str]]:
    return [
        {"id": row.id, "settled_at": time(row.settled_at), "amount": euros(row.amount)}
        for row in case.transfers
        if row.id in case.claims
    ]


def by_rule(case: LedgerCase, found: PlainResult) -> dict[str, Any]:
    """Claims within each object in ledger order, which a comparison of dicts does not see: see `in_order`."""
    ranks = {row.id: rank for rank, row in enumerate(case.transfers)}
    places = sorted(found.positions, key=lambda place: (place[0], KINDS.index(place[1])))
    return {
        "traced": {name: euros(found.traced[name]) for name in sorted(found.traced, key=ranks.__getitem__)},
        "positions": [
            {
                "agent": agent,
                "account": account,
                "kind": kind,
                **parts(found.positions[(agent, account), kind]),
            }
            for (agent, account), kind in places
        ],
        "transfers": [
            {"transfer_id": name, **parts(found.transfers[name])}
            for name in sorted(found.transfers, key=ranks.__getitem__)
        ],
    }


def parts(claims_parts: dict[str, int]) -> dict[str, Any]:
    return {
        "total": euros(sum(claims_parts.values())),
        "claims": {name: euros(amount) for name, amount in claims_parts.items()},
    }


def bounds(case: LedgerCase, result: PlainResult) -> list[dict[str, Any]]:
    found = plain_bounds(case.transfers, **case.arguments())
    return [
        {
            "agent": account[0],
            "account": account[1],
            "low": euros(found[account]["low"]),
            "high": euros(found[account]["high"]),
            "low_rule": found[account]["low_rule"],
            "high_rule": found[account]["high_rule"],
            "balance": euros(result.balances[account]),
            "opening": opening(case, account),
            "order": "known",
            "claims": {
                name: {"low": euros(low), "high": euros(high)}
                for name, (low, high) in found[account]["claims"].items()
            },
        }
        for account in sorted(found)
    ]


def opening(case: LedgerCase, account: Account) -> str:
    return "given" if account in (case.openings or {}) else "inferred"


def notes(case: LedgerCase, result: PlainResult) -> list[str]:
    found = [SENTENCE]
    if result.unnamed_reversals == 1:
        found.append("1 reversal names no transfer")
    elif result.unnamed_reversals:
        found.append(f"{result.unnamed_reversals} reversals name no transfer")
    if case.as_of is not None:
        found.append(f"as of {time(case.as_of)}")
    return found


def time(micros: int) -> str:
    return instant(micros).isoformat().replace("+00:00", "Z")
