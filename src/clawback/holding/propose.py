"""`propose`: which holds to ask for next. Pure: the same facts give the same proposals, in whatever order they came."""

from __future__ import annotations

from collections.abc import Sequence

from clawback.holding.caps import Room
from clawback.holding.order import priority
from clawback.holding.records import Account, ClaimCap, OpenHold, Proposal, Standing

__all__ = ["propose"]


def propose(
    standings: Sequence[Standing],
    claims: Sequence[ClaimCap],
    holds: Sequence[OpenHold],
    *,
    least: int = 0,
) -> list[Proposal]:
    """Proposes holds under the caps of holding.caps.

    Each account is first given its `low`; what is left of a cap goes to the newest arrival of claims, then to the
    account with the smaller part of own money, then in account order. Nothing under `least` (minor units) is
    proposed. Proposals come by account. `claims` names every claim in `standings`.
    """
    room = Room(standings, claims, holds)
    given: dict[Account, dict[str, int]] = {standing.account: {} for standing in standings}
    ordered = sorted(standings, key=priority)
    for standing in ordered:
        _give(room, standing, given[standing.account], standing.low - room.held(standing.account), 0)
        _give(room, standing, given[standing.account], standing.low - room.held(standing.account), 1)
    for standing in ordered:
        _give(room, standing, given[standing.account], standing.high, 1)
    return [
        Proposal(account=account, amount=sum(parts.values()), claims=parts)
        for account, parts in sorted(given.items())
        if sum(parts.values()) >= max(1, least)
    ]


def _give(room: Room, standing: Standing, given: dict[str, int], wanted: int, bound: int) -> None:
    """Gives an account up to `wanted`, claims in their order, none above its low (bound 0) or high (1)."""
    for claim, bounds in standing.claims.items():
        taken = room.take(standing, claim, wanted, bounds[bound])
        if taken:
            given[claim] = given.get(claim, 0) + taken
            wanted -= taken
