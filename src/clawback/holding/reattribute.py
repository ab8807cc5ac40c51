"""`reattribute`: which claims an open hold is for, when evidence shows that another claim's money stands there.

A hold stops an amount; the trace says whose it is. Where the claim of a hold left the account and another came, what
surely stands there stays held, for that other claim: letting it go to ask for it anew would let it run.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from clawback.holding.caps import account_cap, claim_cap
from clawback.holding.order import priority
from clawback.holding.records import Account, ClaimCap, Move, OpenHold, Standing

__all__ = ["reattribute"]


def reattribute(
    standings: Sequence[Standing],
    claims: Sequence[ClaimCap],
    holds: Sequence[OpenHold],
    together: Mapping[str, Hashable] | None = None,
) -> list[Move]:
    """Moves within holds: of what is above a claim's high there, or above its cap, as much as the account lacks to its
    low.

    Under the caps of holding.caps. `together` groups claims (by case): a hold is moved to a claim of its own group
    only; None for one group. The accounts that are held first get theirs first, claims in their order. No sum changes.
    """
    kept = [dict(hold.claims) for hold in holds]
    known = {standing.account: standing for standing in standings}
    spare = {
        number: _spare(known.get(hold.account), number, holds, kept) for number, hold in enumerate(holds)
    }
    for each in claims:
        _take_above_cap(each, known, holds, kept, spare)
    room = {each.claim: claim_cap(each) - sum(parts.get(each.claim, 0) for parts in kept) for each in claims}
    moves: list[Move] = []
    for standing in sorted(standings, key=priority):
        here = [number for number, hold in enumerate(holds) if hold.account == standing.account]
        for number in here:
            lacks = min(standing.low, account_cap(standing)) - sum(sum(kept[each].values()) for each in here)
            for claim in standing.claims if any(spare[number].values()) else ():
                room[claim] += _give_way(claim, lacks - room[claim], standing.account, known, holds, kept)
            moves += _moved(standing, number, here, kept, spare[number], room, lacks, together)
    return moves


def _spare(
    standing: Standing | None, number: int, holds: Sequence[OpenHold], kept: list[dict[str, int]]
) -> dict[str, int]:
    """What of the hold is above its claims' high in the account, the newest holds first; taken out of `kept`."""
    hold, spare = holds[number], {}
    for claim, amount in hold.claims.items():
        high = standing.claims.get(claim, (0, 0))[1] if standing else 0
        older = sum(each.claims.get(claim, 0) for each in holds[:number] if each.account == hold.account)
        over = min(amount, max(0, older + amount - high))
        if over:
            spare[claim] = over
            kept[number][claim] -= over
    return spare


def _give_way(
    claim: str,
    wanted: int,
    account: Account,
    known: Mapping[Account, Standing],
    holds: Sequence[OpenHold],
    kept: list[dict[str, int]],
) -> int:
    """Takes up to `wanted` of the claim from other accounts that hold more than their low: it is their surplus."""
    gone = 0
    for number, hold in enumerate(holds):
        if hold.account != account and hold.account in known:
            held = sum(
                sum(kept[each].values()) for each, one in enumerate(holds) if one.account == hold.account
            )
            part = min(wanted - gone, held - known[hold.account].low, kept[number].get(claim, 0))
            if part > 0:
                kept[number][claim] -= part
                gone += part
    return gone


def _take_above_cap(
    claim: ClaimCap,
    known: Mapping[Account, Standing],
    holds: Sequence[OpenHold],
    kept: list[dict[str, int]],
    spare: dict[int, dict[str, int]],
) -> None:
    """What no cap bears is spare too: first of accounts that hold more than their low, then of the least urgent."""
    over = sum(parts.get(claim.claim, 0) for parts in kept) - claim_cap(claim)
    there = [number for number, hold in enumerate(holds) if hold.account in known]
    order = sorted(there, key=lambda each: (priority(known[holds[each].account]), each), reverse=True)
    for keep_low in (True, False):
        for number in order:
            account = holds[number].account
            held = sum(sum(kept[each].values()) for each in there if holds[each].account == account)
            free = max(0, held - known[account].low) if keep_low else over
            part = min(over, free, kept[number].get(claim.claim, 0))
            if part > 0:
                kept[number][claim.claim] -= part
                spare[number][claim.claim] = spare[number].get(claim.claim, 0) + part
                over -= part


def _moved(
    standing: Standing,
    number: int,
    here: Sequence[int],
    kept: list[dict[str, int]],
    spare: dict[str, int],
    room: dict[str, int],
    lacks: int,
    together: Mapping[str, Hashable] | None,
) -> list[Move]:
    """One hold's spare money, for claims of the account up to its low: first each to its own low, then its high."""
    moves = []
    for bound in (0, 1):
        for claim, bounds in standing.claims.items():
            there = sum(kept[each].get(claim, 0) for each in here)
            for other in [each for each in spare if together is None or together[each] == together[claim]]:
                amount = min(lacks, spare[other], bounds[bound] - there, room[claim])
                if amount > 0:
                    moves.append(Move(hold=number, of=other, to=claim, amount=amount))
                    kept[number][claim] = kept[number].get(claim, 0) + amount
                    spare[other] -= amount
                    room[claim] -= amount
                    there += amount
                    lacks -= amount
    return moves
