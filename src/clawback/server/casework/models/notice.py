"""What a holder is told of a hold, when, and the codes by which they answer."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.hold import Hold
from clawback.server.casework.states.amendment import AMENDMENT
from clawback.server.casework.states.notice import NOTICE

__all__ = ["MOST_HOLDERS", "Amendment", "Notice", "NoticeCode", "NoticeKey"]

MOST_HOLDERS: Final = 9
"""A joint account with more holders than this is told of on paper."""


class Notice(models.Model):
    """The notice of one hold, made with it. `rule` is the basis' own word.

    While it is `withheld` nothing may show that the hold exists; `withheld_until` is None where no clock ends that.
    `ordered_by` and `order` name who had it wait. `due_by` is by when the agent gives it (None: the law says no time),
    `balance` what stood in the account when it was held, as the agent told, minor units.
    """

    state = models.CharField(max_length=12)
    hold = models.OneToOneField(Hold, on_delete=models.PROTECT, related_name="notice")
    rule = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    withheld_until = models.DateTimeField(null=True)
    ordered_by = models.CharField(max_length=12, blank=True)
    order = models.CharField(max_length=200, blank=True)
    due_by = models.DateTimeField(null=True)
    overdue_since = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    balance = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=NOTICE.states), name="notice_state"),
            models.CheckConstraint(
                condition=Q(rule__in=["required", "delayed", "forbidden", "unknown"]), name="notice_rule"
            ),
            models.CheckConstraint(
                condition=Q(state="given", given_at__isnull=False)
                | (~Q(state="given") & Q(given_at__isnull=True)),
                name="notice_given",
            ),
            models.CheckConstraint(
                condition=Q(state="withheld") | Q(withheld_until__isnull=True), name="notice_withheld_until"
            ),
            models.CheckConstraint(condition=Q(balance__gte=0), name="notice_balance"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="due"), name="notice_due"),
        ]

    def __str__(self) -> str:
        return f"N-{self.pk}"


class NoticeCode(models.Model):
    """The code of one holder of the account, as its keyed hash. `holder` counts them, for we are told no names."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="codes")
    holder = models.SmallIntegerField()
    code = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "holder"], name="notice_code_once"),
            models.CheckConstraint(
                condition=Q(holder__gte=1, holder__lte=MOST_HOLDERS), name="notice_code_holder"
            ),
        ]


class Amendment(models.Model):
    """What a holder who was told is told anew: no more than `in_force` is held (minor units), since `made_at`.

    `due_by` is by when the agent does (None: the law says no time). One is due at a time.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="amendments")
    state = models.CharField(max_length=12, default="due")
    in_force = models.BigIntegerField()
    made_at = models.DateTimeField()
    due_by = models.DateTimeField(null=True)
    overdue_since = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AMENDMENT.states), name="amendment_state"),
            models.CheckConstraint(condition=Q(in_force__gt=0), name="amendment_amount"),
            models.CheckConstraint(
                condition=Q(state="given", given_at__isnull=False)
                | (~Q(state="given") & Q(given_at__isnull=True)),
                name="amendment_given",
            ),
            models.UniqueConstraint(fields=["notice"], condition=Q(state="due"), name="amendment_due_once"),
        ]


class NoticeKey(models.Model):
    """The key that seals what holders say of this hold, wrapped; deleting the row erases their words."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, primary_key=True, related_name="key")
    master = models.CharField(max_length=40)
    data = models.BinaryField()
