"""How an outflow divides by each rule, with the sum written out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from clawback.tracing.explaining.dividing import (
    IN_ORDER,
    claims_of,
    sum_parts,
    sum_pieces,
    take_in_order,
    take_shares,
)
from clawback.tracing.explaining.holding import BEFORE, Holding, Piece
from clawback.tracing.explaining.proportion import in_proportion
from clawback.tracing.explaining.records import OWN, Parts
from clawback.tracing.explaining.words import Words

__all__ = ["pay", "told_pieces"]

_Paid = tuple[Parts, list[str]]


def pay(holding: Holding, amount: int, rule: str, words: Words) -> _Paid:
    """Takes `amount` out of an account: from its money by the rule, then from the overdraft, as own money."""
    from_money = min(amount, holding.money())
    parts, steps = _from_money(holding, from_money, rule, words) if from_money else ({}, [])
    overdrawn = amount - from_money
    if overdrawn:
        parts = sum_parts(parts, {OWN: overdrawn})
        steps.append(
            f"The account has no more: {words.money(overdrawn)} is paid from the overdraft, as own money."
        )
    return parts, steps


def _from_money(holding: Holding, amount: int, rule: str, words: Words) -> _Paid:
    if rule in IN_ORDER:
        pieces = take_in_order(holding, amount, rule)
        heading = "Oldest first" if rule == "fifo" else "Newest first"
        return sum_pieces(pieces), [f"{heading}: {told_pieces(pieces, words)}."]
    standing = holding.standing()
    return take_shares(holding, amount, rule), _TOLD[rule](standing, amount, words)


def _pro_rata(standing: Parts, amount: int, words: Words) -> list[str]:
    return in_proportion(amount, standing, words)[1]


def _own_first(standing: Parts, amount: int, words: Words) -> list[str]:
    own = min(amount, standing.get(OWN, 0))
    rest = amount - own
    steps = in_proportion(rest, claims_of(standing), words)[1]
    if not rest:
        return [f"Own money first: all {words.money(own)}, so that nothing of the claims leaves.", *steps]
    if not own:
        return ["No own money stands there, so that all of it is taken from the claims.", *steps]
    heading = f"Own money first: {words.money(own)} of {words.money(amount)}."
    return [heading, f"The other {words.money(rest)} divides over the claims.", *steps]


def _stolen_first(standing: Parts, amount: int, words: Words) -> list[str]:
    claims = claims_of(standing)
    stolen = min(amount, sum(claims.values()))
    steps = in_proportion(stolen, claims, words)[1]
    if stolen:
        steps.insert(0, f"The claims first: {words.money(stolen)} of {words.money(amount)}.")
    rest, own = amount - stolen, standing.get(OWN, 0)
    if rest:
        steps.append(f"The other {words.money(rest)} is own money, of {words.money(own)}.")
    return steps


_TOLD: dict[str, Callable[[Parts, int, Words], list[str]]] = {
    "pro-rata": _pro_rata,
    "own-first": _own_first,
    "stolen-first": _stolen_first,
}


def told_pieces(pieces: list[Piece], words: Words) -> str:
    """Each lot that was taken from; neighbours of own money in one."""
    told = []
    for who, run in groupby(pieces, key=lambda piece: piece.who):
        same = list(run)
        if who == OWN and len(same) > 1:
            total = words.money(sum(piece.amount for piece in same))
            told.append(
                f"own money {total} of {len(same)} arrivals ({_source(same[0], words)} to {_source(same[-1], words)})"
            )
        else:
            told += [_piece(piece, words) for piece in same]
    return "; ".join(told)


def _piece(piece: Piece, words: Words) -> str:
    of = "" if piece.amount == piece.of else f" of {words.money(piece.of)}"
    return f"{words.who(piece.who)} {words.money(piece.amount)}{of} ({_source(piece, words)})"


def _source(piece: Piece, words: Words) -> str:
    return (
        "there before the first claim"
        if piece.source == BEFORE
        else f"came with {words.transfer(piece.source)}"
    )
