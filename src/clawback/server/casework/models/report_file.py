"""A file that a reporter sent."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.report import Report

__all__ = ["FILE_KINDS", "READINGS", "ReportFile"]

FILE_KINDS: Final = ("pdf", "png", "jpeg", "txt", "eml", "csv")
READINGS: Final = ("waits", "read", "locked", "pictures", "broken", "long")
"""Whether facts were read in a file; the last four say why they cannot be (clawback.server.files.apart)."""


class ReportFile(models.Model):
    """`place` is its random name under the data folder's files/, where its bytes stand sealed with the report's key;
    `sealed_name` is the name that it had with the reporter, `sealed_facts` what was read in it, for a person to
    judge."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8)
    size = models.IntegerField()
    place = models.CharField(max_length=64, unique=True)
    sealed_name = models.BinaryField()
    sent_at = models.DateTimeField()
    reading = models.CharField(max_length=8, default="waits")
    sealed_facts = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FILE_KINDS, size__gt=0), name="report_file_kind"),
            models.CheckConstraint(
                condition=Q(reading="read") & ~Q(sealed_facts=b"")
                | Q(reading__in=[each for each in READINGS if each != "read"], sealed_facts=b""),
                name="report_file_reading",
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(reading="waits"), name="report_file_waits")]
