"""The caps of holds: what may still be asked for on an account, for each claim.

Until an agent's statement extends the trace, a claim is known to have reached one account, the creditor account of its
reported transfer; a request about any other is refused. What the trace adds is one more Standing here.
"""

from __future__ import annotations

from collections.abc import Mapping

from clawback.holding.caps import Room
from clawback.holding.records import ClaimCap, OpenHold, Standing
from clawback.money import INT64_MAX
from clawback.server.casework.models import Account, Claim, HoldPart, HoldRequestPart
from clawback.server.casework.refusals import AboveCap, NoTracedPart
from clawback.server.casework.returns.facts import counted_under_cap
from clawback.server.casework.states.hold_request import OPEN

__all__ = ["check_caps", "standing_of"]


def standing_of(account: Account, claims: Mapping[int, Claim]) -> Standing:
    """What is known to stand in the account of these claims."""
    there = {
        str(claim.pk): (claim.loss, claim.loss)
        for claim in claims.values()
        if claim.creditor_account_id == account.pk
    }
    whole = sum(high for _, high in there.values())
    return Standing(
        account=(account.agent_code, account.number),
        low=whole,
        high=whole,
        claims=there,
        holdable=INT64_MAX,
        newest_arrival=0,
        own=0,
    )


def check_caps(account: Account, claims: Mapping[int, Claim], parts: Mapping[int, int]) -> None:
    """Raises NoTracedPart or AboveCap where a request for these parts would go beyond a cap.

    The claims are locked: two requests at once do not share what is left of a cap.
    """
    standing = standing_of(account, claims)
    room = Room([standing], [_cap(claim) for claim in claims.values()], _open(claims))
    for number, amount in parts.items():
        name = str(number)
        if name not in standing.claims:
            raise NoTracedPart(f"nothing of claim {number} is known to have reached {account}")
        if room.take(standing, name, amount, standing.claims[name][1]) < amount:
            raise AboveCap(f"{amount} is more than is left to hold for claim {number}", field="amount")


def _cap(claim: Claim) -> ClaimCap:
    returned = counted_under_cap(claim)
    return ClaimCap(claim=str(claim.pk), loss=claim.loss, traced=claim.loss, returned=returned)


def _open(claims: Mapping[int, Claim]) -> list[OpenHold]:
    """Every open hold and request of these claims, wherever it is."""
    found = [
        OpenHold(
            account=(part.hold.request.account.agent_code, part.hold.request.account.number),
            claims={str(part.claim_id): part.in_force},
        )
        for part in HoldPart.objects.filter(claim__in=claims, in_force__gt=0).select_related(
            "hold__request__account"
        )
    ]
    asked = HoldRequestPart.objects.filter(claim__in=claims, request__state__in=OPEN)
    return found + [
        OpenHold(
            account=(part.request.account.agent_code, part.request.account.number),
            claims={str(part.claim_id): part.amount},
        )
        for part in asked.select_related("request__account")
    ]
