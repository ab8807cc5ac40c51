"""By what else an account is known."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.account import Account
from clawback.server.people.models import Member

__all__ = ["NAME_KINDS", "AccountName"]

NAME_KINDS: Final = ("national", "alias")


class AccountName(models.Model):
    """A name of the account at its agent. An alias (UPI, PIX, PromptPay) moves: its agent says since when it is this
    account's, and `until` is when it moved on."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="names")
    agent_code = models.CharField(max_length=40)
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=140)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NAME_KINDS), name="account_name_kind"),
            models.UniqueConstraint(
                fields=["agent_code", "name"], condition=Q(until__isnull=True), name="account_name_once"
            ),
        ]
