"""A file that a holder sent with their objection."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.objection import Objection
from clawback.server.casework.models.report_file import FILE_KINDS

__all__ = ["ObjectionFile"]


class ObjectionFile(models.Model):
    """As a report's file is kept; sealed with the key of the hold's notice."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8)
    size = models.IntegerField()
    place = models.CharField(max_length=64, unique=True)
    sealed_name = models.BinaryField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FILE_KINDS, size__gt=0), name="objection_file_kind")
        ]
