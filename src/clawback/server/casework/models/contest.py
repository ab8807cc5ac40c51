"""What a victim says against a line of a plan that pays them."""

from __future__ import annotations

from django.db import models

from clawback.server.casework.models.plan import PlanLine
from clawback.server.casework.models.report import Report

__all__ = ["Contest"]


class Contest(models.Model):
    """`sealed` are their words, closed with their report's key; empty once that was erased."""

    line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, related_name="contests")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="contests")
    sealed = models.BinaryField()
    said_at = models.DateTimeField()
