"""What a review left of a claim at an account: the trace proposes no more there before it knows more."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.claim import Claim
from clawback.server.casework.models.proposal import PROPOSALS
from clawback.server.casework.models.release_request import ReleaseRequest
from clawback.server.people.models import Member

__all__ = ["Review"]


class Review(models.Model):
    """Proposals of `kind` for the claim at the account, as `cause` left them (`objection O-3`, or `dismissed`).

    `left` is what may be held there for the claim, `known` what the trace knew then, both minor units: what surely
    stood there, or for a kind other than `hold` the most that could. Where others were `asked` to let the money go,
    the review counts until they decline. Rows are never altered.
    """

    kind = models.CharField(max_length=12)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="reviews")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reviews")
    left = models.BigIntegerField()
    known = models.BigIntegerField()
    cause = models.CharField(max_length=60)
    reason = models.CharField(max_length=200, blank=True)
    asked = models.ForeignKey(ReleaseRequest, on_delete=models.PROTECT, null=True, related_name="reviews")
    at = models.DateTimeField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PROPOSALS), name="review_kind"),
            models.CheckConstraint(condition=Q(left__gte=0, known__gte=0), name="review_amounts"),
        ]
