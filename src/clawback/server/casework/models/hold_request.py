"""What asks an agent for a hold."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.case import Case
from clawback.server.casework.models.claim import Claim
from clawback.server.casework.states.hold_request import HOLD_REQUEST, SILENCE
from clawback.server.people.models import Member, Organisation

__all__ = ["HoldRequest", "HoldRequestPart"]


class HoldRequest(models.Model):
    """A request to `agent` for a hold of `amount` on an account, for claims (its parts sum to it).

    The basis is that of the day: its first day of validity and its digest are kept with its name. An `emergency`
    request is sent by one analyst; an approver confirms it (`confirmed_by`) within the rule's time. `next_step` is what
    the profile says follows a refusal. `on_victim` says that an approver gave the reason why it is on the account of a
    victim of the same operation. `silence_step` is how far an agent's silence went, `silent_since` when that was.
    """

    state = models.CharField(max_length=12, default="drafted")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hold_requests")
    agent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="hold_requests")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="hold_requests")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=32)
    jurisdiction = models.CharField(max_length=8)
    basis = models.CharField(max_length=60)
    basis_digest = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    on_victim = models.BooleanField(default=False, db_default=False)
    emergency = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    refusal = models.CharField(max_length=32, blank=True)
    words = models.CharField(max_length=500, blank=True)
    next_step = models.CharField(max_length=20, blank=True)
    silence_step = models.CharField(max_length=16, default="none")
    silent_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=HOLD_REQUEST.states), name="request_state"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="request_amount"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="request_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("drafted_by")),
                name="request_four_eyes_after",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "approved", "lapsed"]) | Q(sent_at__isnull=False),
                name="request_sent",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(approved_by__isnull=False) | Q(emergency=True),
                name="request_sent_by_right",
            ),
            models.CheckConstraint(
                condition=Q(silence_step="none", silent_since__isnull=True)
                | Q(silence_step__in=SILENCE[1:], silent_since__isnull=False),
                name="request_silence",
            ),
        ]
        indexes = [
            models.Index(fields=["agent", "id"], condition=Q(state="sent"), name="request_for_agent"),
            models.Index(fields=["id"], condition=Q(state="drafted"), name="request_drafted"),
            models.Index(
                fields=["id"],
                condition=Q(emergency=True, confirmed_by=None, ended_at=None),
                name="request_unconfirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"R-{self.pk}"


class HoldRequestPart(models.Model):
    """So much of the request is for this claim. `caps` are the sums that the caps left when it was drafted, minor units
    by name (casework/arithmetic.py); None of requests from before they were kept."""

    request = models.ForeignKey(HoldRequest, on_delete=models.PROTECT, related_name="parts")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="request_parts")
    amount = models.BigIntegerField()
    caps = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "claim"], name="request_part_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="request_part_amount"),
        ]
