"""Dividing an amount in proportion, with the sum written out."""

from __future__ import annotations

from clawback.money import divide
from clawback.tracing.explaining.records import Parts
from clawback.tracing.explaining.words import Words

__all__ = ["in_proportion"]


def in_proportion(amount: int, weights: Parts, words: Words) -> tuple[Parts, list[str]]:
    """Divides `amount` over `weights` (by claim, own money last) by largest remainder.

    Returns the parts, zeros left out, and a step for each weight: the quotient, its floor, the unit it gets of
    what rounding left over.
    """
    weights = {who: weight for who, weight in weights.items() if weight}
    if amount == 0:
        return {}, []
    if len(weights) == 1:
        (who,) = weights
        return {who: amount}, [f"All {words.money(amount)} of it is {words.who(who)}."]
    total = sum(weights.values())
    parts = dict(zip(weights, divide(amount, list(weights.values())), strict=True))
    products = [amount * weight for weight in weights.values()]
    texts = words.quotients(products, total)
    steps = [
        f"{words.who(who)}: {words.money(amount)} × {words.money(weights[who])} / {words.money(total)} = "
        f"{text}{_rounded(product, total, parts[who], words)}"
        for who, product, text in zip(weights, products, texts, strict=True)
    ]
    return {who: part for who, part in parts.items() if part}, steps + _left_over(
        products, total, parts, words
    )


def _rounded(product: int, total: int, part: int, words: Words) -> str:
    floor, rest = divmod(product, total)
    if rest == 0:
        return ""
    if part == floor:
        return f", rounded down {words.money(floor)}"
    return f", rounded down {words.money(floor)}, largest remainder +{words.money(1)}: {words.money(part)}"


def _left_over(products: list[int], total: int, parts: Parts, words: Words) -> list[str]:
    """What rounding down leaves over, and how a tie for it was decided, if there was one."""
    got = {
        product % total
        for product, part in zip(products, parts.values(), strict=True)
        if part > product // total
    }
    not_got = {
        product % total
        for product, part in zip(products, parts.values(), strict=True)
        if part == product // total
    }
    left = sum(parts.values()) - sum(product // total for product in products)
    if not left:
        return []
    unit = words.money(1)
    step = f"Rounding down leaves {words.money(left)} over: {unit} to each of the {left} largest remainders"
    if left == 1:
        step = f"Rounding down leaves {unit} over: it goes to the largest remainder"
    tie = "; of equal ones, to the earlier claim, own money last" if got & not_got else ""
    return [f"{step}{tie}."]
