"""What asks a court, an officer or an agent to let money go that we may not let go ourselves."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.claim import Claim
from clawback.server.casework.models.hold import Hold
from clawback.server.casework.models.objection import Objection
from clawback.server.casework.models.proposal import Surplus
from clawback.server.casework.states.release_request import RELEASE_REQUEST
from clawback.server.people.models import Member

__all__ = ["ReleaseRequest"]


class ReleaseRequest(models.Model):
    """So much of a hold is to be released, and `ask` says by whom: the basis' words, with commas.

    Where it is granted what is of `claim`, which is over, or of `surplus` goes; else all parts in proportion.
    """

    state = models.CharField(max_length=12, default="asked")
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="release_requests")
    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, null=True, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="+")
    surplus = models.ForeignKey(Surplus, on_delete=models.PROTECT, null=True, related_name="release_requests")
    amount = models.BigIntegerField()
    ask = models.CharField(max_length=80)
    reason = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RELEASE_REQUEST.states), name="release_request_state"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="release_request_amount"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="release_request_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="asked"), name="release_request_asked"),
        ]
