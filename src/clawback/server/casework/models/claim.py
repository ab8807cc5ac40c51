"""One reported transfer by which one victim lost money."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.report import Report
from clawback.server.casework.states.claim import CLAIM, EVIDENCE

__all__ = ["Claim"]

_CONFIRMED = Q(state="confirmed")


class Claim(models.Model):
    """A claim. A transfer is at most one confirmed claim: by UETR, else end-to-end id, else amount and day (UTC).

    `came_back` is what the victim got back by recalls, reversals, reimbursement or pay-outs: loss is what is left.
    `is_vouched` says that there is a Vouching, for lists that would look for one of every claim. `told_in` is the
    report that told of it, where that was joined to its own; `same_as` the claim that goes on for the same transfer.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="claims")
    state = models.CharField(max_length=12, default="reported")
    evidence = models.CharField(max_length=12, default="told")
    debtor_account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="paid_claims")
    creditor_account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="claims")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=32)
    came_back = models.BigIntegerField(default=0)
    settled_at = models.DateTimeField()
    settled_day = models.DateField()
    uetr = models.CharField(max_length=36, blank=True)
    end_to_end_id = models.CharField(max_length=35, blank=True)
    reported_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    is_vouched = models.BooleanField(default=False)
    told_in = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="claims_moved")
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="same_claims")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CLAIM.states), name="claim_state"),
            models.CheckConstraint(condition=Q(evidence__in=EVIDENCE), name="claim_evidence"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, came_back__gte=0, came_back__lte=F("amount")), name="claim_amounts"
            ),
            models.CheckConstraint(
                condition=~Q(debtor_account=F("creditor_account")), name="claim_two_accounts"
            ),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | Q(state="withdrawn"), name="claim_goes_on_once"
            ),
            models.UniqueConstraint(
                fields=["debtor_account", "creditor_account", "uetr"],
                condition=_CONFIRMED & ~Q(uetr=""),
                name="claim_once_by_uetr",
            ),
            models.UniqueConstraint(
                fields=["debtor_account", "creditor_account", "end_to_end_id"],
                condition=_CONFIRMED & Q(uetr="") & ~Q(end_to_end_id=""),
                name="claim_once_by_id",
            ),
            models.UniqueConstraint(
                fields=["debtor_account", "creditor_account", "currency", "amount", "settled_day"],
                condition=_CONFIRMED & Q(uetr="", end_to_end_id=""),
                name="claim_once_by_day",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="reported"), name="claim_reported"),
            models.Index(
                fields=["id"],
                condition=Q(state="confirmed") & ~Q(evidence="confirmed"),
                name="claim_unproved",
            ),
            models.Index(
                fields=["id"], condition=Q(state="confirmed", is_vouched=False), name="claim_unvouched"
            ),
        ]

    def __str__(self) -> str:
        return f"CL-{self.pk}"

    @property
    def teller(self) -> Report:
        """The report that told of it, wherever it is worked: its reporter is the claim's victim."""
        return self.told_in or self.report

    @property
    def loss(self) -> int:
        """What the victim still misses, minor units."""
        return self.amount - self.came_back
