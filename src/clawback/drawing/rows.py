"""What a money-flow picture is drawn from: plain rows that anyone can fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clawback.drawing.texts import Texts
from clawback.money import Currency

__all__ = ["ENDS", "KINDS", "FlowPosition", "FlowTransfer", "MoneyFlow"]

ENDS = ("exit", "returned", "overdraft", "unfollowed")
KINDS = ("standing", *ENDS)


@dataclass(frozen=True, kw_only=True, slots=True)
class FlowTransfer:
    """One transfer that takes parts of claims along.

    `settled_at` counts microseconds since 1970 UTC. `debtor` and `creditor` are (agent, account).
    `parts` maps claim ids to minor units. In a `reported` transfer the claim that no earlier transfer
    carried begins; parts of older claims leave the debtor as in any other.
    """

    transfer_id: str
    settled_at: int
    debtor: tuple[str, str]
    creditor: tuple[str, str]
    parts: Mapping[str, int]
    reported: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FlowPosition:
    """So many minor units of each claim in `parts`, of one kind (one of KINDS), at this account."""

    agent: str
    account: str
    kind: str
    parts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyFlow:
    """A whole picture, in rows.

    `transfers` are in ledger order. `claims` maps claim ids, in claim order, to labels (a victim's name,
    or the id again). `until` (microseconds) ends the time axis. `bounds` gives (low, high) of the standing
    money per (agent, account); an account without an entry shows none.
    """

    title: str
    rule: str
    snapshot: str
    currency: Currency
    transfers: Sequence[FlowTransfer]
    positions: Sequence[FlowPosition]
    claims: Mapping[str, str]
    until: int
    bounds: Mapping[tuple[str, str], tuple[int, int]]
    texts: Texts
