"""The arithmetic of a hold: what the caps leave for each claim of it, as they stand now, and as they stood when it was
asked for, which its request keeps.

It comes from what `check_caps` reads, each claim's own part left out: of the whole there, of the claim, of its account.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from clawback.holding.caps import Room, account_cap
from clawback.holding.records import ClaimCap, OpenHold, Standing
from clawback.server.casework.caps import Checked, caps_now, open_holds, rule_of
from clawback.server.casework.law import basis_of
from clawback.server.casework.models import Claim, Hold
from clawback.server.casework.statements.known import find, name_of
from clawback.server.casework.statements.reviewed import reviewed_among, within_reviews
from clawback.server.walls import everything

__all__ = ["Sums", "kept_sums", "read_sums", "sums_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sums:
    """Of one claim, minor units. `traced` in all and `returned` of it; `high` is the most of it in the account, `there`
    the most of all claims in the account; held or asked for by others are `elsewhere` for this claim, `beside` for it
    in this account, and `for_others` there. `most` is what is left to hold."""

    traced: int
    returned: int
    elsewhere: int
    high: int
    beside: int
    there: int
    for_others: int
    most: int


def sums_of(hold: Hold) -> dict[int, Sums]:
    """By claim; none of a claim that is not confirmed, or of which nothing is traced to the account any more."""
    parts = {part.claim_id: part.in_force for part in hold.parts.order_by("claim")}
    with everything():  # sums that name nobody
        found = find(parts, hold.request.currency, rule_of(basis_of(hold)))
        standing = found.standing(name_of(hold.request.account)) if found else None
        if found is None or standing is None:
            return {}
        caps = caps_now(found.caps)
        holds = open_holds(caps)
        (standing,) = within_reviews([standing], reviewed_among(standing.claims))
    named = {cap.claim: cap for cap in caps}
    return {
        claim: _sums(standing, named[str(claim)], caps, _others(holds, standing, claim, amount))
        for claim, amount in parts.items()
        if str(claim) in standing.claims
    }


def kept_sums(
    checked: Checked, parts: Mapping[int, int], claims: Mapping[int, Claim]
) -> dict[int, dict[str, int]]:
    """By claim, what its part of a new request keeps: the fields of Sums, what was `paid`, and what `came_back`."""
    standing, caps, holds = checked
    named = {cap.claim: cap for cap in caps}
    own = {
        claim: OpenHold(account=standing.account, claims={str(claim): units})
        for claim, units in parts.items()
    }
    found = {}
    for claim in parts:
        others = [*holds, *(each for other, each in own.items() if other != claim)]
        sums = _sums(standing, named[str(claim)], caps, others)
        told = claims[claim]
        found[claim] = {**asdict(sums), "paid": told.amount, "came_back": told.came_back}
    return found


def read_sums(kept: Mapping[str, int]) -> Sums:
    """The sums that a part of a request keeps."""
    return Sums(**{each.name: kept[each.name] for each in fields(Sums)})


def _others(holds: list[OpenHold], standing: Standing, claim: int, amount: int) -> list[OpenHold]:
    """Without the claim's own part of the hold."""
    own, left = OpenHold(account=standing.account, claims={str(claim): amount}), list(holds)
    if own in left:
        left.remove(own)
    return left


def _sums(standing: Standing, cap: ClaimCap, caps: Iterable[ClaimCap], others: list[OpenHold]) -> Sums:
    _, high = standing.claims[cap.claim]
    here = [each.claims for each in others if each.account == standing.account]
    beside = sum(each.get(cap.claim, 0) for each in here)
    return Sums(
        traced=cap.traced,
        returned=cap.returned,
        elsewhere=sum(each.claims.get(cap.claim, 0) for each in others) - beside,
        high=high,
        beside=beside,
        there=account_cap(standing),
        for_others=sum(sum(each.values()) for each in here) - beside,
        most=Room([standing], caps, others).take(standing, cap.claim, high, high),
    )
