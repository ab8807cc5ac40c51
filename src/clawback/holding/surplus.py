"""What open holds must let go when evidence lowers a cap: the surplus, and no unit under an account's new `low`."""

from __future__ import annotations

from collections.abc import Sequence

from clawback.holding.caps import account_cap, claim_cap
from clawback.holding.order import priority
from clawback.holding.records import Account, ClaimCap, OpenHold, Standing, Surplus

__all__ = ["surplus"]


def surplus(
    standings: Sequence[Standing], claims: Sequence[ClaimCap], holds: Sequence[OpenHold]
) -> list[Surplus]:
    """What to release so that every cap holds again, the newest holds of the least urgent accounts first.

    An account with no standing any more lets everything go. Under the cap of a claim an account keeps its `low`
    as long as other accounts hold more than theirs. In the order of `holds`.
    """
    known = {standing.account: standing for standing in standings}
    left = [dict(hold.claims) for hold in holds]
    for number, hold in enumerate(holds):
        if hold.account not in known:
            left[number] = {}
    for standing in standings:
        _fit_account(standing, holds, left)
    order = _least_urgent_first(known, holds)
    for claim in claims:
        _fit_claim(claim, known, holds, left, order)
    return [
        Surplus(hold=number, amount=sum(gone.values()), claims=gone)
        for number, hold in enumerate(holds)
        if (gone := _gone(hold, left[number]))
    ]


def _gone(hold: OpenHold, left: dict[str, int]) -> dict[str, int]:
    lost = {claim: amount - left.get(claim, 0) for claim, amount in hold.claims.items()}
    return {claim: amount for claim, amount in lost.items() if amount}


def _fit_account(standing: Standing, holds: Sequence[OpenHold], left: list[dict[str, int]]) -> None:
    """No claim above its high in the account, nor the account above its cap; newest holds give way first."""
    here = [number for number, hold in enumerate(holds) if hold.account == standing.account]
    for claim in sorted({claim for number in here for claim in left[number]}):
        high = standing.claims.get(claim, (0, 0))[1]
        _cut(left, here, claim, sum(left[number].get(claim, 0) for number in here) - high)
    over = sum(sum(left[number].values()) for number in here) - account_cap(standing)
    for claim in reversed(list(standing.claims)):
        over -= _cut(left, here, claim, over)


def _cut(left: list[dict[str, int]], numbers: Sequence[int], claim: str, amount: int) -> int:
    """Takes up to `amount` of a claim out of the newest of these holds; returns how much."""
    wanted = amount
    for number in reversed(numbers):
        if wanted <= 0:
            break
        part = min(wanted, left[number].get(claim, 0))
        if part:
            left[number][claim] -= part
            wanted -= part
    return max(0, amount) - max(0, wanted)


def _least_urgent_first(known: dict[Account, Standing], holds: Sequence[OpenHold]) -> list[int]:
    there = [number for number, hold in enumerate(holds) if hold.account in known]
    return sorted(there, key=lambda number: (priority(known[holds[number].account]), number), reverse=True)


def _fit_claim(
    claim: ClaimCap,
    known: dict[Account, Standing],
    holds: Sequence[OpenHold],
    left: list[dict[str, int]],
    order: Sequence[int],
) -> None:
    """The claim not above its cap: first what accounts hold above their low, then the rest."""
    over = sum(parts.get(claim.claim, 0) for parts in left) - claim_cap(claim)
    for keep_low in (True, False):
        for number in order:
            account = holds[number].account
            spare = _held(account, holds, left) - known[account].low if keep_low else over
            part = min(over, max(0, spare), left[number].get(claim.claim, 0))
            if part > 0:
                left[number][claim.claim] -= part
                over -= part


def _held(account: Account, holds: Sequence[OpenHold], left: list[dict[str, int]]) -> int:
    return sum(
        sum(parts.values()) for hold, parts in zip(holds, left, strict=True) if hold.account == account
    )
