"""What the trace proposes next, and what it lets go."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.case import Case
from clawback.server.casework.models.hold import Hold, HoldPart, Reduction
from clawback.server.casework.states.surplus import SURPLUS, SURPLUS_OPEN
from clawback.server.people.models import Member

__all__ = ["PROPOSALS", "Proposal", "Surplus", "SurplusPart"]

PROPOSALS = ("hold", "statement", "find-agent")


class Proposal(models.Model):
    """What the last reading of the trace proposes for an account of the case; a person drafts it with one button.

    `amount` is what would be held, or what is traced there (minor units). `find-agent`: nobody is known who keeps the
    account; `overdue_since` says that its clock ran out. `since` names the review that let money there go before more
    was known (`objection O-3`). Rows are made anew by each reading: they decide nothing.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=12)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    overdue_since = models.DateTimeField(null=True)
    since = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PROPOSALS), name="proposal_kind"),
            models.UniqueConstraint(fields=["case", "account", "kind", "currency"], name="proposal_once"),
        ]


class Surplus(models.Model):
    """So much of a hold is more than the evidence bears, and what becomes of it.

    `released` by itself or by an approver; `kept` by an approver, with reasons; `asked`: others were asked to let go.
    """

    state = models.CharField(max_length=12)
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="surpluses")
    amount = models.BigIntegerField()
    found_at = models.DateTimeField()
    ask = models.CharField(max_length=100, blank=True)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    reduction = models.ForeignKey(Reduction, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SURPLUS.states), name="surplus_state"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="surplus_amount"),
            models.CheckConstraint(condition=~Q(state="kept") | ~Q(reason=""), name="surplus_kept_why"),
            models.UniqueConstraint(
                fields=["hold"], condition=Q(state__in=SURPLUS_OPEN), name="surplus_open_once"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="surplus_waiting"),
        ]


class SurplusPart(models.Model):
    """So much of the surplus is of this claim's part."""

    surplus = models.ForeignKey(Surplus, on_delete=models.PROTECT, related_name="parts")
    part = models.ForeignKey(HoldPart, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["surplus", "part"], name="surplus_part_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="surplus_part_amount"),
        ]
