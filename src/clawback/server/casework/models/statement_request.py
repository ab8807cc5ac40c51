"""What asks an agent for the statement of one account."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.case import Case
from clawback.server.casework.models.claim import Claim
from clawback.server.casework.states.hold_request import SILENCE
from clawback.server.casework.states.statement_request import STATEMENT_OPEN, STATEMENT_REQUEST
from clawback.server.people.models import Member, Organisation

__all__ = ["StatementRequest"]


class StatementRequest(models.Model):
    """A request to `agent` for what an account did from the credit on that brings a part of `claim` there.

    The credit is named by its debtor account, its amount and its time, which is where the period begins; `part` is the
    most of the claim that is known to have come with it. The basis is that of the day, with its digest.
    `silence_step` is how far its agent's silence went, `silent_since` when that was.
    """

    state = models.CharField(max_length=12, default="drafted")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="statement_requests")
    agent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="statement_requests")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="statement_requests")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="statement_requests")
    credit_from = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    credit_amount = models.BigIntegerField()
    part = models.BigIntegerField()
    begins_at = models.DateTimeField()
    currency = models.CharField(max_length=32)
    jurisdiction = models.CharField(max_length=8)
    basis = models.CharField(max_length=60)
    basis_digest = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    refusal = models.CharField(max_length=32, blank=True)
    words = models.CharField(max_length=500, blank=True)
    silence_step = models.CharField(max_length=16, default="none", db_default="none")
    silent_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(silence_step="none", silent_since__isnull=True)
                | Q(silence_step__in=SILENCE[1:], silent_since__isnull=False),
                name="statement_silence",
            ),
            models.CheckConstraint(condition=Q(state__in=STATEMENT_REQUEST.states), name="statement_state"),
            models.CheckConstraint(
                condition=Q(part__gt=0, part__lte=F("credit_amount")), name="statement_part"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="statement_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "approved", "lapsed"])
                | Q(sent_at__isnull=False, approved_by__isnull=False),
                name="statement_sent",
            ),
            models.UniqueConstraint(
                fields=["account", "claim"],
                condition=Q(state__in=STATEMENT_OPEN),
                name="statement_asked_once",
            ),
        ]
        indexes = [
            models.Index(fields=["agent", "id"], condition=Q(state="sent"), name="statement_for_agent"),
            models.Index(fields=["id"], condition=Q(state="drafted"), name="statement_drafted"),
        ]

    def __str__(self) -> str:
        return f"S-{self.pk}"
