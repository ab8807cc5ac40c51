"""remember what a review left of a hold, so that the same evidence does not propose it again."""

from __future__ import annotations

from django.db.models import Sum

from clawback.server.casework.ending import shares_of
from clawback.server.casework.models import Hold, HoldPart, ReleaseRequest, Review
from clawback.server.casework.statements.bases import find_for
from clawback.server.casework.statements.known import name_of
from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act

__all__ = ["remember_review", "trace_anew"]


def remember_review(act: Act, hold: Hold, cause: str, asked: ReleaseRequest | None = None) -> None:
    """Within the decision that let money of the hold go, or asked others to; its claims are traced anew by a clock."""
    hold.refresh_from_db()
    leaves = shares_of(hold, min(asked.amount, hold.in_force)) if asked is not None else {}
    for part in hold.parts.select_related("claim__report__organisation").order_by("claim"):
        Review.objects.create(
            kind="hold",
            account=hold.request.account,
            claim=part.claim,
            left=max(0, _held(part) - leaves.get(part.pk, 0)),
            known=_surely(act, part),
            cause=cause[:60],
            asked=asked,
            at=act.at,
            by_id=act.member.id if act.member else None,
        )
    trace_anew(act, hold)


def trace_anew(act: Act, hold: Hold) -> None:
    """Within a decision that changed what is known: what follows for its claims is found out by a clock, at once."""
    for part in hold.parts.order_by("claim"):
        set_clock("claim", part.claim_id, "retrace", at=act.at, due_at=act.at)


def _held(part: HoldPart) -> int:
    """What is held for its claim on the account, by whatever hold."""
    there = HoldPart.objects.filter(claim=part.claim, hold__request__account=part.hold.request.account_id)
    return int(there.aggregate(sum=Sum("in_force"))["sum"] or 0)


def _surely(act: Act, part: HoldPart) -> int:
    """What of the claim surely stands in the account, as far as is known."""
    found = find_for(part.claim, act.at)
    standing = found.standing(name_of(part.hold.request.account)) if found else None
    return standing.claims.get(str(part.claim_id), (0, 0))[0] if standing else 0
