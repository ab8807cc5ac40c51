"""An agent's stop on an amount, and every way in which it gets smaller."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.claim import Claim
from clawback.server.casework.models.hold_request import HoldRequest
from clawback.server.casework.states.hold import ENDINGS, HOLD
from clawback.server.people.models import Member

__all__ = ["Hold", "HoldPart", "Reduction", "ReductionPart"]


class Hold(models.Model):
    """Always placed = in force + released + expired + paid over; it has ended when nothing is in force.

    Triggers see to it, at the end of every transaction, that these are the sums of its reductions and parts, and that a
    hold in force has a clock that ends it at `until`. While it rests, as its basis says of an open objection, the
    holder may use the money.
    """

    state = models.CharField(max_length=12, default="placed")
    request = models.OneToOneField(HoldRequest, on_delete=models.PROTECT, related_name="hold")
    placed = models.BigIntegerField()
    in_force = models.BigIntegerField()
    released = models.BigIntegerField(default=0)
    expired = models.BigIntegerField(default=0)
    paid_over = models.BigIntegerField(default=0)
    protected = models.BigIntegerField(default=0)
    placed_at = models.DateTimeField()
    until = models.DateTimeField()
    renewals = models.IntegerField(default=0)
    rests_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=HOLD.states), name="hold_state"),
            models.CheckConstraint(
                condition=Q(
                    placed__gt=0,
                    in_force__gte=0,
                    released__gte=0,
                    expired__gte=0,
                    paid_over__gte=0,
                    protected__gte=0,
                ),
                name="hold_amounts",
            ),
            models.CheckConstraint(
                condition=Q(placed=F("in_force") + F("released") + F("expired") + F("paid_over")),
                name="hold_sum",
            ),
            models.CheckConstraint(
                condition=Q(state="placed", in_force__gt=0) | Q(state="ended", in_force=0), name="hold_ended"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("placed_at")), name="hold_until"),
        ]
        indexes = [
            models.Index(fields=["-placed_at"], name="hold_placed"),
            models.Index(fields=["until"], condition=Q(state="placed"), name="hold_ends"),
        ]

    def __str__(self) -> str:
        return f"H-{self.pk}"


class HoldPart(models.Model):
    """So much of the hold was placed for this claim, and so much of it is in force; nothing where all of it turned out
    to be another claim's."""

    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="parts")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="hold_parts")
    placed = models.BigIntegerField()
    in_force = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hold", "claim"], name="hold_part_once"),
            models.CheckConstraint(
                condition=Q(placed__gte=0, in_force__gte=0, in_force__lte=F("placed")),
                name="hold_part_amounts",
            ),
        ]


class Reduction(models.Model):
    """So much of a hold came to an end: how, why, and when the agent was told and confirmed it."""

    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="reductions")
    ending = models.CharField(max_length=12)
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    overdue_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ending__in=ENDINGS), name="reduction_ending"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="reduction_amount"),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(sent_at__isnull=False, confirmed_at=None),
                name="reduction_unconfirmed",
            ),
        ]


class ReductionPart(models.Model):
    """So much of the reduction is of this claim's part."""

    reduction = models.ForeignKey(Reduction, on_delete=models.PROTECT, related_name="parts")
    part = models.ForeignKey(HoldPart, on_delete=models.PROTECT, related_name="reductions")
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reduction", "part"], name="reduction_part_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="reduction_part_amount"),
        ]
