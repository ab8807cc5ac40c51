"""What a reporter is told: that something happened, and never what; and what an agent's second contact is."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.hold_request import HoldRequest
from clawback.server.casework.models.recall import Recall
from clawback.server.casework.models.report import Report
from clawback.server.casework.models.statement_request import StatementRequest
from clawback.server.casework.states.hold_request import SILENCE

__all__ = ["MESSAGES", "AgentMessage", "AgentReminder", "Message", "ToGive"]

MESSAGES: Final = ("received", "changed", "contact-changed", "account-changed", "asked", "to-be-erased")
"""`changed`: the report's page says something new; `asked`: it asks something; the others say what they are."""


class ToGive(models.Model):
    """A message that leaves the house. `given_at` is None until it did; what did not is tried anew from `try_at` on."""

    made_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    try_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Message(ToGive):
    """A message to the reporter's contact, or to the one they gave first. It holds no link, no amount, no request:
    it says to open the address they know and enter their code."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=16)
    to_first_contact = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=MESSAGES), name="message_kind")]


class AgentMessage(ToGive):
    """A message to the second contact of an agent that does not answer `request`, at a step of its silence. `to` is
    the contact as it was then, empty where none is known."""

    request = models.ForeignKey(HoldRequest, on_delete=models.PROTECT, related_name="agent_messages")
    step = models.CharField(max_length=16)
    to = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(step__in=SILENCE[1:]), name="agent_message_step"),
            models.UniqueConstraint(fields=["request", "step"], name="agent_message_once"),
        ]


class AgentReminder(ToGive):
    """The same about a statement request or a recall: one of `statement` and `recall` is set."""

    statement = models.ForeignKey(
        StatementRequest, on_delete=models.PROTECT, null=True, related_name="agent_reminders"
    )
    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, null=True, related_name="agent_reminders")
    step = models.CharField(max_length=16)
    to = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(step__in=SILENCE[1:]), name="agent_reminder_step"),
            models.CheckConstraint(
                condition=Q(statement__isnull=True) ^ Q(recall__isnull=True), name="agent_reminder_of_one"
            ),
        ]

    @property
    def request(self) -> StatementRequest | Recall:
        """What waits."""
        asked = self.statement or self.recall
        assert asked is not None, "a reminder is about something"
        return asked
