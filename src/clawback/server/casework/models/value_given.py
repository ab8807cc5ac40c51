"""An agent's word that the holder gave value in good faith."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.hold import Hold
from clawback.server.casework.states.value_given import VALUE_GIVEN
from clawback.server.people.models import Member

__all__ = ["ValueGiven"]


class ValueGiven(models.Model):
    """Goods or service for a fair price, without knowing: told of a hold, once.

    `ends_by` is when the hold lapses, unless an approver set the word aside before, with `reasons`.
    """

    state = models.CharField(max_length=12)
    hold = models.OneToOneField(Hold, on_delete=models.PROTECT, related_name="value_given")
    words = models.CharField(max_length=500)
    told_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    ends_by = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    reasons = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=VALUE_GIVEN.states), name="value_given_state"),
            models.CheckConstraint(
                condition=~Q(state="set aside") | (Q(set_aside_by__isnull=False) & ~Q(reasons="")),
                name="value_given_reasons",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="told"), name="value_given_told"),
        ]
