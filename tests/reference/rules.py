"""The allocation rules: whose money leaves when an account pays."""

from __future__ import annotations

from tests.reference.division import added, divide
from tests.reference.lots import Holding
from tests.reference.model import OWN, Parts

RULES = ("fifo", "lifo", "pro-rata", "own-first", "stolen-first")
"""In the order of the table in the definition; ties of bounds go to the first."""


def pay(holding: Holding, amount: int, rule: str) -> Parts:
    """Takes `amount` out of an account: from its money by the rule, then from the overdraft."""
    from_money = min(amount, holding.money())
    parts = pay_money(holding, from_money, rule)
    return added(parts, holding.draw_overdraft(amount - from_money))


def pay_money(holding: Holding, amount: int, rule: str) -> Parts:
    """Takes `amount`, no more than the account's money, by the rule."""
    if rule == "fifo":
        return holding.take(amount, holding.oldest())
    if rule == "lifo":
        return holding.take(amount, holding.newest())
    parts = DIVISIONS[rule](holding.standing(), amount)
    for who, share in parts.items():
        holding.take(share, holding.newest_of(who))
    return parts


def pro_rata(standing: Parts, amount: int) -> Parts:
    """In proportion to what stands there, of claims and own money."""
    return divide(amount, standing)


def own_first(standing: Parts, amount: int) -> Parts:
    """Own money; what exceeds it divides over the claims."""
    own = min(amount, standing.get(OWN, 0))
    return added({OWN: own}, divide(amount - own, claims_only(standing)))


def stolen_first(standing: Parts, amount: int) -> Parts:
    """The claims, in proportion; what exceeds them is own money."""
    claims = claims_only(standing)
    stolen = min(amount, sum(claims.values()))
    return added(divide(stolen, claims), {OWN: amount - stolen})


def claims_only(standing: Parts) -> Parts:
    """The claims without own money."""
    return {who: amount for who, amount in standing.items() if who != OWN}


DIVISIONS = {"pro-rata": pro_rata, "own-first": own_first, "stolen-first": stolen_first}
