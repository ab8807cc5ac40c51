"""The caps of holds, and how much room open holds leave under them.

An account: all its open holds <= min(high, holdable). A claim: all its open attributions <= min(loss, traced)
less what is already returned. A claim in an account: no more than its own `high` there.
"""

from __future__ import annotations

from collections.abc import Iterable

from clawback.errors import Bug
from clawback.holding.records import Account, ClaimCap, OpenHold, Standing

__all__ = ["Room", "account_cap", "claim_cap"]


def account_cap(standing: Standing) -> int:
    """The most that all holds on the account may be together."""
    return max(0, min(standing.high, standing.holdable))


def claim_cap(claim: ClaimCap) -> int:
    """The most that all attributions to the claim may be together."""
    return max(0, min(claim.loss, claim.traced) - claim.returned)


class Room:
    """How much may still be held, account by account and claim by claim; shrinks as it is taken."""

    def __init__(
        self, standings: Iterable[Standing], claims: Iterable[ClaimCap], holds: Iterable[OpenHold]
    ) -> None:
        self._there = {standing.account: account_cap(standing) for standing in standings}
        self._claims = {claim.claim: claim_cap(claim) for claim in claims}
        self._held: dict[Account, dict[str, int]] = {account: {} for account in self._there}
        for hold in holds:
            self._enter(hold)

    def _enter(self, hold: OpenHold) -> None:
        for claim, amount in hold.claims.items():
            self._claims[claim] = self._claims.get(claim, 0) - amount
            if hold.account in self._there:
                self._there[hold.account] -= amount
                self._note(hold.account, claim, amount)

    def _note(self, account: Account, claim: str, amount: int) -> None:
        held = self._held[account]
        held[claim] = held.get(claim, 0) + amount

    def held(self, account: Account) -> int:
        """What is held on the account so far."""
        return sum(self._held[account].values())

    def take(self, standing: Standing, claim: str, wanted: int, bound: int) -> int:
        """Takes up to `wanted` for a claim, its sum in the account not above `bound`; returns how much."""
        held = self._held[standing.account].get(claim, 0)
        taken = min(wanted, bound - held, self._there[standing.account], self._claims[claim])
        if taken <= 0:
            return 0
        self._there[standing.account] -= taken
        self._claims[claim] -= taken
        self._note(standing.account, claim, taken)
        return taken

    def check(self) -> None:
        """Raises Bug where more was taken than there was room for."""
        if min(self._there.values(), default=0) < 0 or min(self._claims.values(), default=0) < 0:
            raise Bug("a proposal goes beyond a cap")
