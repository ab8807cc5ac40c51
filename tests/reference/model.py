"""The words of a plain trace: transfers and limits in, figures out."""

from __future__ import annotations

import sys
from dataclasses import dataclass

Account = tuple[str, str]
"""(agent, account number)"""

Parts = dict[int, int]
"""How an amount divides: number of a claim (in ledger order, from 0) or OWN -> minor units."""

OWN = sys.maxsize
"""Own money, as a key of Parts. Sorted, it stands after every claim."""

STANDING, EXIT, RETURNED, OVERDRAFT, UNFOLLOWED = "standing", "exit", "returned", "overdraft", "unfollowed"


@dataclass(frozen=True, kw_only=True)
class PlainTransfer:
    """One settled movement; `settled_at` in microseconds, `amount` > 0 in minor units."""

    id: str
    settled_at: int
    debtor: Account
    creditor: Account
    amount: int
    kind: str = "transfer"
    reverses: str | None = None


@dataclass(frozen=True, kw_only=True)
class PlainLimits:
    """The limits of a walk; None does not limit. `hop_window` in microseconds, `min_amount` in minor units."""

    max_hops: int | None = None
    hop_window: int | None = None
    min_amount: int | None = None
    max_transfers: int | None = None


NO_LIMITS = PlainLimits()
"""Follows everything."""


@dataclass(frozen=True, kw_only=True)
class PlainResult:
    """What a plain trace finds.

    `traced`: every claim -> what became the claim. `positions`: (account, kind) -> claim -> amount, no zeros.
    `transfers`: transfer -> claim -> what it took along, the reported ones too; in ledger order, no zeros.
    `balances`: every account of the ledger, those that stand still and those before their first transfer too.
    """

    traced: dict[str, int]
    positions: dict[tuple[Account, str], dict[str, int]]
    transfers: dict[str, dict[str, int]]
    balances: dict[Account, int]
    unnamed_reversals: int
