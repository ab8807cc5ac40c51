"""How held money divides over claims, line by line, and each sending of a line."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.returning import METHODS
from clawback.server.casework.models.account import Account
from clawback.server.casework.models.case import Case
from clawback.server.casework.models.claim import Claim
from clawback.server.casework.models.hold import HoldPart, Reduction
from clawback.server.casework.models.standing import Reimbursement
from clawback.server.casework.states.plan import LINE, PLAN
from clawback.server.people.models import Member

__all__ = ["OUTCOMES", "Plan", "PlanLine", "Sending"]

OUTCOMES = ("confirmed", "bounced", "did not happen")
"""What the agent says of a sending; empty while it says nothing."""


class Plan(models.Model):
    """A return plan of a case, in one currency, under one basis, by one method.

    `first` and `second` approve it, neither of whom drafted it. `round` counts the plans of a case: who comes too late
    for one is in the next. `notice_until` is when objections and late claims end, `pay_by` when the law wants it
    paid. `divisions` is what every method would pay, with its steps, as it stood when the lines were made.
    """

    state = models.CharField(max_length=12, default="drafted")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    currency = models.CharField(max_length=32)
    jurisdiction = models.CharField(max_length=8)
    basis = models.CharField(max_length=60)
    basis_digest = models.CharField(max_length=64)
    method = models.CharField(max_length=20)
    round = models.IntegerField()
    divisions = models.JSONField()
    in_proportion = models.BooleanField()
    drafted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    noticed_at = models.DateTimeField(null=True)
    notice_until = models.DateTimeField(null=True)
    first = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    first_at = models.DateTimeField(null=True)
    second = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    pay_by = models.DateTimeField(null=True)
    overdue_since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PLAN.states), name="plan_state"),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="plan_method"),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "withdrawn"]) | Q(noticed_at__isnull=False),
                name="plan_noticed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "paying", "paid"])
                | Q(first__isnull=False, second__isnull=False),
                name="plan_approved_by_two",
            ),
            models.CheckConstraint(
                condition=(Q(first__isnull=True) | ~Q(first=F("drafted_by")))
                & (Q(second__isnull=True) | (~Q(second=F("drafted_by")) & ~Q(second=F("first")))),
                name="plan_by_three_people",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(state__in=["drafted", "noticed", "approved"]), name="plan_open"
            ),
        ]

    def __str__(self) -> str:
        return f"P-{self.pk}"


class PlanLine(models.Model):
    """`amount` of a hold's part goes to a claim's victim, or to the institution that reimbursed them, at `account`.

    The part is often the claim's own; where a method divides in proportion it may be another's. `outlived`: the hold
    ended while the line was sent and unanswered. Triggers see to it that unsent lines stay within what is in force of
    their part, that lines and what came back stay within a claim's loss, and that a line that was sent keeps its sum.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="lines")
    part = models.ForeignKey(HoldPart, on_delete=models.PROTECT, related_name="plan_lines")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="plan_lines")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="plan_lines")
    reimbursement = models.ForeignKey(
        Reimbursement, on_delete=models.PROTECT, null=True, related_name="lines"
    )
    amount = models.BigIntegerField()
    state = models.CharField(max_length=12, default="open")
    reason = models.CharField(max_length=200, blank=True)
    outlived = models.BooleanField(default=False)
    reduction = models.OneToOneField(Reduction, on_delete=models.PROTECT, null=True, related_name="plan_line")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LINE.states), name="plan_line_state"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="plan_line_amount"),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(confirmed_at__isnull=False, reduction__isnull=False)
                | Q(confirmed_at__isnull=False, outlived=True),
                name="plan_line_confirmed",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state__in=["due", "sent"]), name="plan_line_to_pay"),
            models.Index(fields=["id"], condition=Q(state="contested"), name="plan_line_contested"),
        ]

    @property
    def reference(self) -> str:
        """The end-to-end identification of its transfer."""
        return f"CLAWBACK-P{self.plan_id}-L{self.pk}"


class Sending(models.Model):
    """One order of the agent that pays a line. None follows before this one bounced, or did not happen."""

    line = models.ForeignKey(PlanLine, on_delete=models.PROTECT, related_name="sendings")
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    outcome = models.CharField(max_length=16, blank=True)
    told_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=["", *OUTCOMES]), name="sending_outcome"),
            models.UniqueConstraint(
                fields=["line"], condition=Q(outcome__in=["", "confirmed"]), name="sending_once"
            ),
        ]
