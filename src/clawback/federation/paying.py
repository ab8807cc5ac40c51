"""How an outflow divides under each allocation rule (docs/explanation/allocation-rules.md)."""

from __future__ import annotations

from collections.abc import Callable

from clawback.money import divide
from clawback.tracing.explaining.holding import Holding
from clawback.tracing.explaining.paying import IN_ORDER, sum_parts, sum_pieces
from clawback.tracing.explaining.records import OWN, Parts

__all__ = ["RULES", "claims_of", "in_proportion", "pay", "take_back"]

RULES = ("fifo", "lifo", "pro-rata", "own-first", "stolen-first")


def pay(holding: Holding, amount: int, rule: str) -> Parts:
    """Takes `amount` out of an account: from its money by the rule, then from the overdraft, as own money."""
    from_money = min(amount, holding.money())
    if not from_money:
        return {OWN: amount}
    if rule in IN_ORDER:
        lots = holding.oldest() if rule == "fifo" else holding.newest()
        parts = sum_pieces(holding.take(from_money, lots))
    else:
        parts = _DIVISIONS[rule](holding.standing(), from_money)
        for who, part in parts.items():
            holding.take(part, holding.newest_of(who))
    return sum_parts(parts, {OWN: amount - from_money})


def take_back(holding: Holding, amount: int, brought: Parts, rule: str) -> Parts:
    """A reversal takes `amount`: first the parts that its transfer `brought`, in proportion and as far as they still
    stand; what is missing by the rule."""
    taken: Parts = {}
    for who, share in in_proportion(amount, brought).items():
        taken = sum_parts(taken, sum_pieces(holding.take(share, holding.newest_of(who))))
    missing = amount - sum(taken.values())
    return sum_parts(taken, pay(holding, missing, rule)) if missing else taken


def in_proportion(amount: int, weights: Parts) -> Parts:
    """`amount` over the weights by largest remainder, ties to the earlier claim, own money last; zeros left out."""
    if not amount:
        return {}
    shares = zip(weights, divide(amount, list(weights.values())), strict=True)
    return {who: part for who, part in shares if part}


def claims_of(parts: Parts) -> Parts:
    """The claims without own money."""
    return {who: amount for who, amount in parts.items() if who != OWN}


def _own_first(standing: Parts, amount: int) -> Parts:
    own = min(amount, standing.get(OWN, 0))
    return sum_parts(in_proportion(amount - own, claims_of(standing)), {OWN: own})


def _stolen_first(standing: Parts, amount: int) -> Parts:
    claims = claims_of(standing)
    stolen = min(amount, sum(claims.values()))
    return sum_parts(in_proportion(stolen, claims), {OWN: amount - stolen})


_DIVISIONS: dict[str, Callable[[Parts, int], Parts]] = {
    "pro-rata": lambda standing, amount: in_proportion(amount, standing),
    "own-first": _own_first,
    "stolen-first": _stolen_first,
}
