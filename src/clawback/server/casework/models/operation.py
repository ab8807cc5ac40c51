"""Operations that linking found, the links in them, cuts by a person; and what linking keeps of a report."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.report import Report
from clawback.server.casework.states.operation import OPERATION
from clawback.server.people.models import Member, Organisation

__all__ = ["SOURCES", "Cut", "Link", "LinkedReport", "LinkedThing", "Operation", "OperationReport"]

SOURCES = ("named", "paid", "traced")
"""A person confirmed that it names the thing; its claim paid to the account; its money was traced there."""


class LinkedReport(models.Model):
    """What linking reads of a report beside its things.

    `shingles` are sealed with the report's key, and nothing where no text may link. It is `pending` until linking
    followed; each change is a `version` of its own, so that none is lost. One that is `gone` was withdrawn, rejected,
    joined, referred or erased.
    """

    report = models.OneToOneField(Report, on_delete=models.PROTECT, primary_key=True, related_name="linked")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    scam_type = models.CharField(max_length=40, blank=True)
    shingles = models.BinaryField()
    gone = models.BooleanField(default=False)
    pending = models.BooleanField(default=True)
    version = models.BigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(gone=False) | Q(shingles=b""), name="linked_report_gone")
        ]
        indexes = [models.Index(fields=["report"], condition=Q(pending=True), name="linked_report_pending")]


class LinkedThing(models.Model):
    """What a report may share with another, under a keyed hash; the value is sealed with the report's key.

    Where it is an account of our own, the account stands in place of a sealed value. `everybody`: the lists say that it
    serves everybody, so that it links nothing, and is shown as that.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="linked_things")
    source = models.CharField(max_length=6)
    kind = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    everybody = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(source__in=SOURCES), name="linked_thing_source"),
            models.CheckConstraint(
                condition=Q(source="named", account__isnull=True)
                | (~Q(source="named") & Q(account__isnull=False)),
                name="linked_thing_account",
            ),
            models.UniqueConstraint(fields=["report", "source", "digest"], name="linked_thing_once"),
        ]


class Operation(models.Model):
    """Reports of one organisation, its lead, that linking holds to be one group's work.

    `cohesion` is per mille of all pairs that share a thing that counts; `begins_at` and `ends_at` are when its first
    and last report came. `aside` are hashes of what its reports share and what links nothing.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="operations")
    state = models.CharField(max_length=12, default="proposed")
    aim = models.CharField(max_length=200, blank=True)
    cohesion = models.IntegerField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    aside = models.JSONField(default=list)
    found_at = models.DateTimeField()
    taken_up_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    taken_up_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OPERATION.states), name="operation_state"),
            models.CheckConstraint(
                condition=Q(cohesion__gte=0, cohesion__lte=1000), name="operation_cohesion"
            ),
            models.CheckConstraint(condition=Q(begins_at__lte=F("ends_at")), name="operation_period"),
            models.CheckConstraint(
                condition=~Q(state="worked") | (~Q(aim="") & Q(taken_up_by__isnull=False)),
                name="operation_taken_up",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False)
                | (~Q(state="ended") & Q(ended_at__isnull=True)),
                name="operation_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(aside=[]), name="operation_ended_keeps_no_hashes"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-ends_at"], name="operation_of")]

    def __str__(self) -> str:
        return f"OP-{self.pk}"


class OperationReport(models.Model):
    """A report stands in one operation at most."""

    report = models.OneToOneField(
        Report, on_delete=models.PROTECT, primary_key=True, related_name="in_operation"
    )
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="members")


class Link(models.Model):
    """Joins a report to the one before it with which it shares most. `noted_by` looked at it; None: nobody yet.

    `reasons` are what they share: kind, hash, and whether money of both came there; a text has no hash.
    """

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="links")
    one = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField()
    found_at = models.DateTimeField()
    noted_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="link_order"),
            models.UniqueConstraint(fields=["one", "other"], name="link_once"),
        ]
        indexes = [models.Index(fields=["operation"], condition=Q(noted_by=None), name="link_unseen")]


class Cut(models.Model):
    """Two reports that a person says are not one operation's work: they stand in none together until it is taken back.

    `reason` is sealed with the key of `one`, and nothing once either of them is erased, or where a key was not here.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    one = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    reason = models.BinaryField()
    cut_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    cut_at = models.DateTimeField()
    taken_back_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="cut_order"),
            models.UniqueConstraint(
                fields=["one", "other"], condition=Q(taken_back_at__isnull=True), name="cut_once"
            ),
        ]
