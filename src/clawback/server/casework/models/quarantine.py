"""After a restore: nothing is sent before two members let it go on."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.hold import Hold
from clawback.server.people.models import Member, Organisation

__all__ = ["ENQUIRED", "CheckpointGiven", "Enquiry", "EnquiryLine", "EnquiryState", "Quarantine"]

ENQUIRED: Final = {
    "plan line": ("due", "sent", "confirmed", "bounced"),
    "hold request": ("not received", "sent", "answered", "refused"),
    "statement request": ("not received", "sent", "answered", "refused"),
    "recall": ("not received", "sent", "pending", "accepted", "refused"),
}
"""Beside holds: what an agent is asked about, and what it may say. Of a return `due` is one that it did not send."""

_MAY_SAY: Final = Q(
    Q(told=""), *(Q(kind=kind, told__in=told) for kind, told in ENQUIRED.items()), _connector=Q.OR
)


class Quarantine(models.Model):
    """The database is behind, or beside, what its journal once was: `known_size` entries with `known_root` (hex).

    `found_size` is what the database has. It ends when two members let it go on.
    """

    began_at = models.DateTimeField()
    known_size = models.BigIntegerField()
    known_root = models.CharField(max_length=64)
    found_size = models.BigIntegerField()
    first_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    second_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.ExpressionWrapper(Q(ended_at__isnull=True), output_field=models.BooleanField()),
                condition=Q(ended_at__isnull=True),
                name="quarantine_once",
            ),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("first_by")), name="quarantine_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(first_by__isnull=False, second_by__isnull=False),
                name="quarantine_ended_by_two",
            ),
        ]


class Enquiry(models.Model):
    """What an agent is asked after a restore: what it holds for us, what it has returned, what it was asked."""

    quarantine = models.ForeignKey(Quarantine, on_delete=models.PROTECT, related_name="enquiries")
    agent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="enquiries")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quarantine", "agent"], name="enquiry_once"),
        ]


class EnquiryLine(models.Model):
    """A hold as our database has it (`known`, minor units in force), and as the agent says (`told`)."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="lines")
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="+")
    known = models.BigIntegerField()
    told = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "hold"], name="enquiry_line_once"),
            models.CheckConstraint(condition=Q(told__isnull=True) | Q(told__gte=0), name="enquiry_told"),
        ]


class EnquiryState(models.Model):
    """A return or a request as our database has it (`known`), and as the agent says (`told`, empty until it answers).

    `kind` and `subject` say which record, `name` how the agent knows it; `amount` is minor units.
    """

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="states")
    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    name = models.CharField(max_length=60)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=32)
    known = models.CharField(max_length=12)
    told = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "kind", "subject"], name="enquiry_state_once"),
            models.CheckConstraint(condition=Q(kind__in=list(ENQUIRED)), name="enquiry_state_kind"),
            models.CheckConstraint(
                condition=_MAY_SAY,
                name="enquiry_state_told",
            ),
        ]


class CheckpointGiven(models.Model):
    """An agent was given this checkpoint with an answer: what it was shown can be held against what others were."""

    agent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    size = models.BigIntegerField()
    note = models.BinaryField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agent", "size"], name="checkpoint_given_once")]
