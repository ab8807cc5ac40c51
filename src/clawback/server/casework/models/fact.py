"""What a person said of a fact that was read out of a report's story, or of a file of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.report import Report
from clawback.server.people.models import Member

__all__ = ["VERDICTS", "Fact"]

VERDICTS = ("accepted", "corrected", "rejected")


class Fact(models.Model):
    """One proposal and its verdict; `start` is the character at which it stands, in the story where `in_file` is 0,
    else in the text of the file of that number, which may be gone by now.

    `sealed` is canonical JSON closed with the report's key: what was read and what is kept. What stands open here says
    only how well facts of a kind are read in a language: the measure of our reading outlives the report.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=12)
    in_file = models.BigIntegerField(default=0)
    start = models.IntegerField()
    language = models.CharField(max_length=12)
    verdict = models.CharField(max_length=12)
    certain = models.BooleanField()
    sealed = models.BinaryField()
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=VERDICTS), name="fact_verdict"),
            models.UniqueConstraint(fields=["report", "kind", "in_file", "start"], name="fact_once"),
        ]
