"""How a reversal that names a transfer takes back what that brought, with the sum written out."""

from __future__ import annotations

from clawback.tracing.explaining.dividing import IN_ORDER, sum_parts, sum_pieces
from clawback.tracing.explaining.holding import Holding
from clawback.tracing.explaining.paying import pay, told_pieces
from clawback.tracing.explaining.proportion import in_proportion
from clawback.tracing.explaining.records import Parts
from clawback.tracing.explaining.words import Words

__all__ = ["take_back"]


def take_back(
    holding: Holding, amount: int, original: int, brought: Parts, rule: str, words: Words
) -> tuple[Parts, list[str]]:
    """Takes `amount` out of an account: first the parts that the transfer of rank `original` `brought`, in
    proportion and as far as they still stand; what is missing by the rule."""
    steps = [f"Takes back {words.transfer(original)}, which brought {words.parts(brought)}."]
    shares, sums = in_proportion(amount, brought, words)
    steps += sums
    taken: Parts = {}
    for who, share in shares.items():
        there = holding.sums.get(who, 0)
        pieces = holding.take(share, holding.newest_of(who))
        taken = sum_parts(taken, sum_pieces(pieces))
        if there < share:
            steps.append(
                f"Of {words.who(who)} {words.money(share)} is to be taken back, but {words.money(there)} still stands."
            )
        if pieces and rule in IN_ORDER:
            steps.append(f"Newest first: {told_pieces(pieces, words)}.")
    missing = amount - sum(taken.values())
    if not missing:
        return taken, steps
    steps.append(
        f"The missing {words.money(missing)} is taken by the rule from {words.parts(holding.standing())}."
    )
    paid, sums = pay(holding, missing, rule, words)
    return sum_parts(taken, paid), steps + sums
