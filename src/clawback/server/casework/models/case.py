"""Reports, claims, holds and returns worked together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.people.models import Member, Organisation

__all__ = ["Assignment", "Case"]


class Case(models.Model):
    """A case of one organisation, under the law of one jurisdiction. Once closed, nothing new is asked for in it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    jurisdiction = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="case_closed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"C-{self.pk}"


class Assignment(models.Model):
    """A member who works the case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="assigned_once")]
        indexes = [
            models.Index(fields=["member", "-case"], name="assigned_of_member"),
        ]
