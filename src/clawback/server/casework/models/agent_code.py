"""The directory: by which codes an agent is found."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F, Q

from clawback.server.people.models import Organisation

__all__ = ["SCHEMES", "AgentCode"]

SCHEMES: Final = ("bic", "bank", "ifsc")
"""`bic`: its first eight letters. `bank`: a national code behind its country, such as GB/601613 (a sort code) or
DE/37040044. `ifsc`: the first four letters of India's."""


class AgentCode(models.Model):
    """From `since` until `until` (the first day on which it is so no more) the code is this agent's."""

    agent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=8)
    code = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(scheme__in=SCHEMES), name="agent_code_scheme"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="agent_code_days"
            ),
            models.UniqueConstraint(
                fields=["scheme", "code"], condition=Q(until__isnull=True), name="agent_code_once"
            ),
        ]
