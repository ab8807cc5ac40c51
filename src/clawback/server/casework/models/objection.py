"""A holder's word against a hold, and what a reviewer made of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.notice import Notice
from clawback.server.casework.states.objection import OBJECTION
from clawback.server.people.models import Member

__all__ = ["Objection"]


class Objection(models.Model):
    """One objection of one holder; `told` and `reasons` stand sealed with the notice's key.

    `recorded_by` is None where the holder wrote it themself. `reviewer` is whom it waits for, `passed_over` who did not
    answer in time. `amount` is what was released by it, minor units, once it is decided. A decision without
    `decided_by` is the clock's: nobody answered.
    """

    state = models.CharField(max_length=16, default="made")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="objections")
    holder = models.SmallIntegerField()
    made_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    language = models.CharField(max_length=12)
    wants_help = models.BooleanField(default=False)
    told = models.BinaryField()
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    passed_over = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    handed_over_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    amount = models.BigIntegerField(null=True)
    reasons = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OBJECTION.states), name="objection_state"),
            models.CheckConstraint(
                condition=Q(state="made", decided_at__isnull=True)
                | (~Q(state="made") & Q(decided_at__isnull=False)),
                name="objection_decided",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="objection_amount"),
            models.UniqueConstraint(
                fields=["notice", "holder"], condition=Q(state="made"), name="objection_open_once"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="made"), name="objection_open"),
        ]

    def __str__(self) -> str:
        return f"O-{self.pk}"
