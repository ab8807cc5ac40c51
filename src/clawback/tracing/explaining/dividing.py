"""How an outflow divides under each allocation rule (docs/explanation/allocation-rules.md): the sums, without words."""

from __future__ import annotations

from collections.abc import Callable

from clawback.money import divide
from clawback.tracing.explaining.holding import Holding, Piece
from clawback.tracing.explaining.records import OWN, Parts

__all__ = [
    "IN_ORDER",
    "claims_of",
    "in_proportion",
    "pay",
    "sum_parts",
    "sum_pieces",
    "take_back",
    "take_in_order",
    "take_shares",
]

IN_ORDER = ("fifo", "lifo")
"""The rules that look at the order of arrivals."""


def pay(holding: Holding, amount: int, rule: str) -> Parts:
    """Takes `amount` out of an account: from its money by the rule, then from the overdraft, as own money."""
    from_money = min(amount, holding.money())
    if not from_money:
        return {OWN: amount}
    if rule in IN_ORDER:
        parts = sum_pieces(take_in_order(holding, from_money, rule))
    else:
        parts = take_shares(holding, from_money, rule)
    return sum_parts(parts, {OWN: amount - from_money})


def take_in_order(holding: Holding, amount: int, rule: str) -> list[Piece]:
    """Takes `amount`, no more than stands there, under fifo or lifo."""
    return holding.take(amount, holding.oldest() if rule == "fifo" else holding.newest())


def take_shares(holding: Holding, amount: int, rule: str) -> Parts:
    """Takes `amount`, no more than stands there, under a rule of proportion."""
    parts = _SHARES[rule](holding.standing(), amount)
    for who, part in parts.items():
        holding.take(part, holding.newest_of(who))
    return parts


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


def sum_pieces(pieces: list[Piece]) -> Parts:
    """The pieces by whose they are."""
    return sum_parts(*({piece.who: piece.amount} for piece in pieces))


def sum_parts(*several: Parts) -> Parts:
    """Several divisions added, part by part."""
    found: Parts = {}
    for parts in several:
        for who, part in parts.items():
            found[who] = found.get(who, 0) + part
    return {who: found[who] for who in sorted(found) if found[who]}


def _own_first(standing: Parts, amount: int) -> Parts:
    own = min(amount, standing.get(OWN, 0))
    return sum_parts(in_proportion(amount - own, claims_of(standing)), {OWN: own})


def _stolen_first(standing: Parts, amount: int) -> Parts:
    claims = claims_of(standing)
    stolen = min(amount, sum(claims.values()))
    return sum_parts(in_proportion(stolen, claims), {OWN: amount - stolen})


_SHARES: dict[str, Callable[[Parts, int], Parts]] = {
    "pro-rata": lambda standing, amount: in_proportion(amount, standing),
    "own-first": _own_first,
    "stolen-first": _stolen_first,
}
