"""What a proposal is made from, and what it says. Amounts are minor units of one currency; accounts are
(agent, account); claims go by their order in the ledger, which is the order of the mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Account", "ClaimCap", "Move", "OpenHold", "Proposal", "Standing", "Surplus"]

Account = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What a trace of all known claims finds standing in an account, and what a hold may rest on.

    `low`, `high`, and those of each claim in it, are the bounds of docs/explanation/bounds.md. `holdable` is the
    balance on which a hold may stand, protected sums taken off. `newest_arrival` (microseconds since 1970) is
    when claims last came; `own` is the account's own money beside them.
    """

    account: Account
    low: int
    high: int
    claims: Mapping[str, tuple[int, int]]
    holdable: int
    newest_arrival: int
    own: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimCap:
    """A claim's side: its loss now, what is traced of it (under the basis' rule; where it names none, the
    greatest over the five rules), and what was returned already."""

    claim: str
    loss: int
    traced: int
    returned: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenHold:
    """A hold, or a request for one, that is still open: what it takes for which claim."""

    account: Account
    claims: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """A hold to ask for. `amount` is the sum of `claims`."""

    account: Account
    amount: int
    claims: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Surplus:
    """What an open hold, by its place in the list given, has to let go, by claim."""

    hold: int
    amount: int
    claims: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """So much of an open hold, by its place in the list given, that was for claim `of` is for claim `to`."""

    hold: int
    of: str
    to: str
    amount: int
