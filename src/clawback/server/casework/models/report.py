"""What a victim or a witness told, and the key that closes it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.casework.states.report import REPORT
from clawback.server.people.models import Member, Organisation

__all__ = ["Identifier", "Report", "StoredKey", "Words"]


class Report(models.Model):
    """A report. Story, names and contacts stand sealed with its own key; `code` is the keyed hash of its receipt code.

    `told` is canonical JSON, sealed: Told.sealed_values(). `reporter` is the keyed hash of the first contact, by which
    reports of one person are found, and nobody else; `second_factor` that of a word of their own, empty where they
    chose none. `at_risk` says that a referral is offered first. A report that was erased has no key, `told` or contact.
    """

    state = models.CharField(max_length=12, default="received")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    channel = models.CharField(max_length=12)
    language = models.CharField(max_length=12)
    scam_type = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=64, unique=True)
    reporter = models.CharField(max_length=64, db_index=True)
    told = models.BinaryField()
    reported_at = models.DateTimeField()
    taken_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, null=True, related_name="reports")
    duplicate_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="duplicates")
    reason = models.CharField(max_length=200, blank=True)
    second_factor = models.CharField(max_length=64, blank=True)
    at_risk = models.BooleanField(default=False)
    withdrawal_asked_at = models.DateTimeField(null=True)
    erasure_asked_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=REPORT.states), name="report_state"),
            models.CheckConstraint(
                condition=Q(channel__in=["web", "telephone", "agent"]), name="report_channel"
            ),
            models.CheckConstraint(
                condition=Q(state="duplicate", duplicate_of__isnull=False)
                | (~Q(state="duplicate") & Q(duplicate_of__isnull=True)),
                name="report_duplicate_of",
            ),
            models.CheckConstraint(
                condition=~Q(state="in case") | Q(case__isnull=False), name="report_in_its_case"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(told=b"", second_factor=""), name="report_erased"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(withdrawal_asked_at__isnull=False), name="report_withdrawal"
            ),
            models.Index(
                fields=["organisation", "-at_risk", "reported_at"],
                condition=Q(state__in=["received", "confirmed"]),
                name="report_open",
            ),
        ]


class StoredKey(models.Model):
    """A report's key, wrapped by a master key that is not in the database. Deleting the row erases the person."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, primary_key=True, related_name="key")
    master = models.CharField(max_length=40)
    data = models.BinaryField()


class Identifier(models.Model):
    """What the scammers used: a keyed hash by which the same one is found in another report, and the words, sealed."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField()


class Words(models.Model):
    """What reporter and staff wrote later, sealed with the report's key; `by` is None for the reporter."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="words")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField()
    said_at = models.DateTimeField()
