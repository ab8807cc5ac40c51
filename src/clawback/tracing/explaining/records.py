"""What an explanation consists of."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from clawback.money import Currency

__all__ = ["OWN", "Explanation", "Gathered", "Line", "Parts"]

OWN = sys.maxsize
"""Own money, as a key of Parts. Sorted, it stands after every claim."""

Parts = dict[int, int]
"""Number of a claim (in ledger order, from 0), or OWN -> minor units; claims in order, own money last, no zeros."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """Transfers of own money, one after the other, in and out of an account in which no claim stands."""

    first: int  # microseconds since 1970
    last: int
    credits: int
    credited: int
    debits: int
    debited: int
    balance_before: int
    balance_after: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One transfer into (`side` is in) or out of the account, while claims stand there or come or go with it.

    `before` and `after` are what stands in the account, `moved` what arrives as money of whom, or leaves. `steps`
    say how it comes about, in words and numbers, each step a sentence or a sum that a calculator redoes.
    """

    settled_at: int
    transfer_id: str
    side: str
    kind: str
    agent: str
    account: str
    amount: int
    balance_before: int
    balance_after: int
    before: Parts
    moved: Parts
    after: Parts
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """The arithmetic of one account under one rule, checked against the trace.

    `lines` are in ledger order, `positions` the trace's (kind -> claim -> minor units), `traced` what became a
    claim here, `reached` whether any claim came here or was taken from here.
    """

    agent: str
    account: str
    rule: str
    currency: Currency
    snapshot: str
    claims: tuple[str, ...]
    as_of: int | None
    opening: int
    opening_given: bool
    order_assumed: bool
    reached: bool
    lines: tuple[Line | Gathered, ...]
    traced: Parts
    positions: dict[str, Parts]
    balance: int
