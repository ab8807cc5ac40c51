"""remember what a review left of a hold, so that the same evidence does not propose it again."""

from __future__ import annotations

from django.db.models import Sum

from clawback.server.casework.anew import trace_anew
from clawback.server.casework.any_of import any_of
from clawback.server.casework.ending import shares_of
from clawback.server.casework.models import Account, Claim, Hold, ReleaseRequest, Review
from clawback.server.casework.statements.bases import find_for
from clawback.server.casework.statements.known import name_of
from clawback.server.casework.statements.mixing import mixed_with
from clawback.server.people.acting import Act

__all__ = ["remember_review"]


def remember_review(act: Act, hold: Hold, cause: str, asked: ReleaseRequest | None = None) -> None:
    """Within the decision that let money of the hold go, or asked others to; its claims are traced anew by a clock.

    What was found out of the money is found out of whoever else's came by the same transfers.
    """
    hold.refresh_from_db()
    leaves = shares_of(hold, min(asked.amount, hold.in_force)) if asked is not None else {}
    account = hold.request.account
    parts = list(hold.parts.select_related("claim__report__organisation").order_by("claim"))
    left = {part.claim: max(0, _held(part.claim, account) - leaves.get(part.pk, 0)) for part in parts}
    left |= {claim: _held(claim, account) for claim in _mixed(act, hold, list(left))}
    for claim, units in left.items():
        Review.objects.create(
            kind="hold",
            account=account,
            claim=claim,
            left=units,
            known=_surely(act, claim, account),
            cause=cause[:60],
            asked=asked,
            at=act.at,
            by_id=act.member.id if act.member else None,
        )
    trace_anew(act, (claim.pk for claim in left))


def _mixed(act: Act, hold: Hold, claims: list[Claim]) -> list[Claim]:
    """Claims of the same organisation whose money is not to be told from that of these."""
    account = name_of(hold.request.account)
    found = find_for(claims[0], act.at)
    if found is None or not found.known.facts.answers:
        return []
    names = mixed_with(found.known, found.walk, account, {str(claim.pk) for claim in claims})
    ours = Claim.objects.filter(report__organisation=hold.request.case.organisation_id)
    return list(
        ours.filter(pk__in=any_of(int(name) for name in names))
        .select_related("report__organisation")
        .order_by("pk")
    )


def _held(claim: Claim, account: Account) -> int:
    """What is held for the claim on the account, by whatever hold."""
    there = claim.hold_parts.filter(hold__request__account=account)
    return int(there.aggregate(sum=Sum("in_force"))["sum"] or 0)


def _surely(act: Act, claim: Claim, account: Account) -> int:
    """What of the claim surely stands in the account, as far as is known."""
    found = find_for(claim, act.at)
    standing = found.standing(name_of(account)) if found else None
    return standing.claims.get(str(claim.pk), (0, 0))[0] if standing else 0
