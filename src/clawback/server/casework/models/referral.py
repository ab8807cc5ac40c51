"""A person who reported or who objected, or a whole report, handed to those in charge."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.objection import Objection
from clawback.server.casework.models.report import Report
from clawback.server.casework.states.referral import REFERRAL
from clawback.server.people.models import Member, Organisation

__all__ = ["HOW", "WHO", "Referral"]

WHO = ("reporter", "holder", "helper", "guardian")
HOW = ("by telephone", "in person", "in writing")


class Referral(models.Model):
    """Of the reporter of `report`, or of the holder whose `objection` it is: one of the two. `organisation` made it.

    What `to` needs to know stands in `told`, sealed with the key of the report or of the hold's notice; nothing else is
    shown. `whole`: the report itself goes there, and is theirs once they accept. `words` are those of their answer.
    Consent: who gave it, how and when, and which member noted it.
    """

    state = models.CharField(max_length=12, default="drafted")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="referrals")
    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, null=True, related_name="referrals")
    to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="referrals")
    whole = models.BooleanField(default=False)
    told = models.BinaryField()
    jurisdiction = models.CharField(max_length=8)
    basis = models.CharField(max_length=60)
    drafted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=200, blank=True)
    consent_who = models.CharField(max_length=12, blank=True)
    consent_how = models.CharField(max_length=12, blank=True)
    consent_at = models.DateTimeField(null=True)
    consent_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=REFERRAL.states), name="referral_state"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="referral_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state="drafted") | Q(approved_by__isnull=False), name="referral_approved"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "approved"]) | Q(sent_at__isnull=False),
                name="referral_sent",
            ),
            models.CheckConstraint(
                condition=Q(consent_who="", consent_how="", consent_at=None, consent_by=None)
                | Q(
                    consent_who__in=WHO,
                    consent_how__in=HOW,
                    consent_at__isnull=False,
                    consent_by__isnull=False,
                ),
                name="referral_consent",
            ),
            models.CheckConstraint(
                condition=Q(report__isnull=False, objection__isnull=True)
                | Q(report__isnull=True, objection__isnull=False, whole=False),
                name="referral_of",
            ),
            models.UniqueConstraint(
                fields=["objection", "to"], condition=~Q(state="declined"), name="referral_of_holder_once"
            ),
            models.UniqueConstraint(
                fields=["report", "to"], condition=~Q(state="declined"), name="referral_once"
            ),
        ]

    def __str__(self) -> str:
        return f"F-{self.pk}"
