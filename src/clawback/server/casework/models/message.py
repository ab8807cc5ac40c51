"""What a reporter is told: that something happened, and never what."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.report import Report

__all__ = ["MESSAGES", "Message"]

MESSAGES: Final = ("received", "changed", "contact-changed", "account-changed", "asked", "to-be-erased")
"""`changed`: the report's page says something new; `asked`: it asks something; the others say what they are."""


class Message(models.Model):
    """A message to the reporter's contact, or to the one they gave first. It holds no link, no amount, no request:
    it says to open the address they know and enter their code. `given_at` is None until it left the house;
    what did not leave is tried again from `try_at` on."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=16)
    to_first_contact = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    try_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=MESSAGES), name="message_kind")]
