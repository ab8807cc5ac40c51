"""One account, one row."""

from __future__ import annotations

from django.db import models

from clawback.server.people.models import Organisation

__all__ = ["Account"]


class Account(models.Model):
    """(the agent that keeps it, canonical number). `agent` is None while no directory finds it: no request is sent.

    `guarded` is the agent's flag for accounts of charities, parties, media, unions, places of worship and lawyers'
    client money.
    """

    agent_code = models.CharField(max_length=40)
    number = models.CharField(max_length=64)
    agent = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="accounts")
    guarded = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agent_code", "number"], name="account_once"),
            models.CheckConstraint(
                condition=~models.Q(number="") & ~models.Q(agent_code=""), name="account_named"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent_code}:{self.number}"
