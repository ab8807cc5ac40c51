"""What home shows of an organisation's money, kept while it changes: nobody adds up all holds to show a page."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.casework.models.case import Case
from clawback.server.people.models import Organisation

__all__ = ["FirstHold", "Tally"]


class Tally(models.Model):
    """So much more, or less, of a figure; the figure is the sum. A trigger adds a row where a hold or a claim changes.

    `side` is `owner` for the organisation whose case it is, `agent` for the one that holds. Amounts are minor units:
    `lost` by confirmed claims, `held` now, `let_go` (released or expired), `paid` over. Decisions add rows and alter
    none, so that they do not wait for each other; now and then the worker puts the rows of a figure together.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=5)
    currency = models.CharField(max_length=32)
    lost = models.BigIntegerField()
    held = models.BigIntegerField()
    let_go = models.BigIntegerField()
    paid = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(side__in=["owner", "agent"]), name="tally_side")]


class FirstHold(models.Model):
    """When the first hold of a case was placed; a trigger writes it."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-placed_at"], name="first_hold_of")]
