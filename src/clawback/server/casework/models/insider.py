"""What keeps an eye on ourselves: what was opened, glass that was broken, exports."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.case import Case
from clawback.server.people.models import Member, Organisation

__all__ = ["OPENED", "BrokenGlass", "Export", "Opening"]

OPENED: Final = ("case", "statement", "story", "file", "operation")
"""What is written down when somebody opens it."""


class Opening(models.Model):
    """A member opened a record: who, what, of which case, when. `organisation` is the record's owner."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="openings")
    kind = models.CharField(max_length=12)
    subject = models.BigIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="openings")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=OPENED), name="opening_kind")]
        indexes = [models.Index(fields=["organisation", "-at"], name="opening_of")]


class BrokenGlass(models.Model):
    """A member let themself into a case they are not assigned to, until `until`; auditor and approver are told."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="broken_glass")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    broken_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    noted_by_auditor = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    noted_by_approver = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="glass_reason"),
            models.UniqueConstraint(
                fields=["case", "member"], condition=Q(ended_at__isnull=True), name="glass_once"
            ),
            models.CheckConstraint(
                condition=(Q(noted_by_auditor__isnull=True) | ~Q(noted_by_auditor=F("member")))
                & (Q(noted_by_approver__isnull=True) | ~Q(noted_by_approver=F("member"))),
                name="glass_four_eyes",
            ),
        ]


class Export(models.Model):
    """Figures of cases, asked for as a file. `needs_approval` where it, with what its asker took in the day before
    without one, is of more than a few cases."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    cases = models.ManyToManyField(Case, related_name="+")
    needs_approval = models.BooleanField(default=False)
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("asked_by")), name="export_four_eyes"
            )
        ]
