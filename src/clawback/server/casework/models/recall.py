"""What the debtor's agent asks back of the first transfer, and what came back of a claim."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.claim import Claim
from clawback.server.casework.states.hold_request import SILENCE
from clawback.server.casework.states.recall import OPEN_RECALLS, RECALL
from clawback.server.people.models import Member, Organisation

__all__ = ["CameBack", "Recall"]


class Recall(models.Model):
    """A recall of a claim's transfer, made by the debtor's agent. `accepted` is what it brought, minor units.

    `silence_step` is how far that agent's silence went, `silent_since` when that was.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="recalls")
    agent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="recalls")
    state = models.CharField(max_length=12, default="drafted")
    amount = models.BigIntegerField()
    accepted = models.BigIntegerField(default=0)
    jurisdiction = models.CharField(max_length=8)
    basis = models.CharField(max_length=60)
    drafted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=200, blank=True)
    silence_step = models.CharField(max_length=16, default="none", db_default="none")
    silent_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(silence_step="none", silent_since__isnull=True)
                | Q(silence_step__in=SILENCE[1:], silent_since__isnull=False),
                name="recall_silence",
            ),
            models.CheckConstraint(condition=Q(state__in=RECALL.states), name="recall_state"),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(state__in=OPEN_RECALLS), name="recall_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, accepted__gte=0, accepted__lte=F("amount")), name="recall_amounts"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted__gt=0) | (~Q(state="accepted") & Q(accepted=0)),
                name="recall_accepted",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "lapsed"]) | Q(sent_at__isnull=False), name="recall_sent"
            ),
        ]

    @property
    def reference(self) -> str:
        """What names it in messages between agents."""
        return f"CLAWBACK-RECALL-{self.pk}"

    def __str__(self) -> str:
        return f"RC-{self.pk}"


class CameBack(models.Model):
    """So much came back to a claim's victim, beside returns: by a recall, a reversal, or a pay-out from the scam."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="came_back_rows")
    amount = models.BigIntegerField()
    how = models.CharField(max_length=12)
    recall = models.OneToOneField(Recall, on_delete=models.PROTECT, null=True, related_name="came_back")
    told_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="came_back_amount"),
            models.CheckConstraint(
                condition=Q(how__in=["recall", "reversal", "pay-out"]), name="came_back_how"
            ),
        ]
