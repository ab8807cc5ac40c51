"""How an outflow divides by each rule, with the sum written out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from clawback.tracing.explaining.holding import BEFORE, Holding, Piece
from clawback.tracing.explaining.proportion import in_proportion
from clawback.tracing.explaining.records import OWN, Parts
from clawback.tracing.explaining.words import Words

__all__ = ["IN_ORDER", "pay", "sum_pieces"]

IN_ORDER = ("fifo", "lifo")
"""The rules that look at the order of arrivals."""

_Paid = tuple[Parts, list[str]]


def pay(holding: Holding, amount: int, rule: str, words: Words) -> _Paid:
    """Takes `amount` out of an account: from its money by the rule, then from the overdraft, as own money."""
    from_money = min(amount, holding.money())
    parts, steps = PAYING[rule](holding, from_money, words) if from_money else ({}, [])
    overdrawn = amount - from_money
    if overdrawn:
        parts = sum_parts(parts, {OWN: overdrawn})
        steps.append(
            f"The account has no more: {words.money(overdrawn)} is paid from the overdraft, as own money."
        )
    return parts, steps


def _fifo(holding: Holding, amount: int, words: Words) -> _Paid:
    return _in_order("Oldest first", holding.take(amount, holding.oldest()), words)


def _lifo(holding: Holding, amount: int, words: Words) -> _Paid:
    return _in_order("Newest first", holding.take(amount, holding.newest()), words)


def _in_order(heading: str, pieces: list[Piece], words: Words) -> _Paid:
    return sum_pieces(pieces), [f"{heading}: {told_pieces(pieces, words)}."]


def _pro_rata(holding: Holding, amount: int, words: Words) -> _Paid:
    return _take_shares(holding, *in_proportion(amount, holding.standing(), words))


def _own_first(holding: Holding, amount: int, words: Words) -> _Paid:
    standing = holding.standing()
    own = min(amount, standing.pop(OWN, 0))
    rest = amount - own
    parts, steps = in_proportion(rest, standing, words)
    heading = f"Own money first: {words.money(own)} of {words.money(amount)}."
    if not rest:
        heading = f"Own money first: all {words.money(own)}, so that nothing of the claims leaves."
    elif own:
        steps.insert(0, f"The other {words.money(rest)} divides over the claims.")
    else:
        heading = "No own money stands there, so that all of it is taken from the claims."
    return _take_shares(holding, sum_parts(parts, {OWN: own}), [heading, *steps])


def _stolen_first(holding: Holding, amount: int, words: Words) -> _Paid:
    standing = holding.standing()
    own = standing.pop(OWN, 0)
    stolen = min(amount, sum(standing.values()))
    parts, steps = in_proportion(stolen, standing, words)
    if stolen:
        steps.insert(0, f"The claims first: {words.money(stolen)} of {words.money(amount)}.")
    rest = amount - stolen
    if rest:
        steps.append(f"The other {words.money(rest)} is own money, of {words.money(own)}.")
    return _take_shares(holding, sum_parts(parts, {OWN: rest}), steps)


def _take_shares(holding: Holding, parts: Parts, steps: list[str]) -> _Paid:
    for who, part in parts.items():
        holding.take(part, holding.newest_of(who))
    return parts, steps


PAYING: dict[str, Callable[[Holding, int, Words], _Paid]] = {
    "fifo": _fifo,
    "lifo": _lifo,
    "pro-rata": _pro_rata,
    "own-first": _own_first,
    "stolen-first": _stolen_first,
}


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
