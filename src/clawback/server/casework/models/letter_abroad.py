"""A request to another country's authority, where no law lets a node tell its peer there."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from clawback.server.casework.models.federation import PeerQuestion
from clawback.server.casework.states.abroad import ABROAD
from clawback.server.people.models import Member

__all__ = ["LetterAbroad"]


class LetterAbroad(models.Model):
    """Drafted by the node, for a transfer that it may not tell on; a person approves it and another sends it.

    `key` names the transfer, `agent` the institution that got it, `authority` the member to which the list sends such
    requests, `jurisdiction` its country. `parts` is claim -> minor units under the case's rule, `amount` their sum;
    `why` a refusal of the protocol. `words` are those of the answer, or why it is withdrawn.
    """

    state = models.CharField(max_length=12, default="drafted")
    question = models.ForeignKey(PeerQuestion, on_delete=models.PROTECT, related_name="letters_abroad")
    key = models.CharField(max_length=80)
    agent = models.CharField(max_length=40)
    authority = models.CharField(max_length=200)
    jurisdiction = models.CharField(max_length=40)
    parts = models.JSONField(default=dict)
    amount = models.BigIntegerField()
    why = models.CharField(max_length=32)
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "key"], name="letter_abroad_once"),
            models.CheckConstraint(condition=Q(state__in=ABROAD.states), name="letter_abroad_state"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="letter_abroad_amount"),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "withdrawn"]) | Q(approved_by__isnull=False),
                name="letter_abroad_approved",
            ),
            models.CheckConstraint(
                condition=Q(sent_by__isnull=True) | ~Q(sent_by=F("approved_by")),
                name="letter_abroad_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"LA-{self.pk}"
