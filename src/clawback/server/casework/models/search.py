"""A search by an exact identifier: who, when, and why."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.case import Case
from clawback.server.people.models import Member

__all__ = ["Search"]


class Search(models.Model):
    """`sought` is the keyed hash of what was typed, so that the row shows nobody's account; `reason` or `case` says
    why; `found` is how many cases it was in."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="searches")
    searched_at = models.DateTimeField()
    sought = models.CharField(max_length=64)
    reason = models.CharField(max_length=200, blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    found = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") | Q(case__isnull=False), name="search_has_reason")
        ]
        indexes = [models.Index(fields=["member", "-searched_at"], name="search_of_member")]
