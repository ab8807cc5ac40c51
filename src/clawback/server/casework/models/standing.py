"""Who a victim is, and who stands in their place: what a return rests on beside the claim."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.claim import Claim
from clawback.server.casework.states.account_change import ACCOUNT_CHANGE, OPEN_CHANGES
from clawback.server.people.models import Member, Organisation

__all__ = ["AccountChange", "Reimbursement", "Vouching"]


class Vouching(models.Model):
    """The word of the victim's own agent, or of the police, that they are who they say."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="vouching")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Reimbursement(models.Model):
    """An institution paid the victim `amount` of this claim, and takes the victim's place for that sum.

    What it gets back goes to `account`, which it keeps itself. A claim's loss is not less by it: the sum is somebody
    else's now.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reimbursements")
    agent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reimbursements")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    proof = models.CharField(max_length=500)
    told_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="reimbursement_amount"),
            models.CheckConstraint(condition=~Q(proof=""), name="reimbursement_proved"),
        ]

    def __str__(self) -> str:
        return f"{self.agent}: {self.amount}"


class AccountChange(models.Model):
    """The wish that a claim's returns go to another account than its debtor account.

    `first` and `second` are the two approvers; it is in force not before `begins_at`.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="account_changes")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="asked")
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    identity_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    identity_at = models.DateTimeField(null=True)
    name_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    name_at = models.DateTimeField(null=True)
    first = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    begins_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ACCOUNT_CHANGE.states), name="change_state"),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(state__in=OPEN_CHANGES), name="change_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "refused"]) | Q(identity_by__isnull=False),
                name="change_identity_first",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "identity checked", "refused"]) | Q(name_by__isnull=False),
                name="change_name_first",
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | (Q(first__isnull=False) & ~Q(first=F("second"))),
                name="change_two_approvers",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved twice", "in force"])
                | Q(second__isnull=False, begins_at__gt=F("approved_at")),
                name="change_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"A-{self.pk}"
