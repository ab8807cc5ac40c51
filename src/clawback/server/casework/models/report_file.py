"""A file that a reporter sent."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.report import Report

__all__ = ["FILE_KINDS", "ReportFile"]

FILE_KINDS: Final = ("pdf", "png", "jpeg", "txt", "eml", "csv")


class ReportFile(models.Model):
    """`place` is its random name under the data folder's files/, where its bytes stand sealed with the report's key;
    `sealed_name` is the name that it had with the reporter."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8)
    size = models.IntegerField()
    place = models.CharField(max_length=64, unique=True)
    sealed_name = models.BinaryField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FILE_KINDS, size__gt=0), name="report_file_kind")
        ]
