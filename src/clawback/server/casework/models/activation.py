"""Counsel's word that a basis says what the law says."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.people.models import Member, Organisation

__all__ = ["LawActivation"]


class LawActivation(models.Model):
    """One counsel's word, for the basis as its `digest` has it: a letter that changes needs it anew. It takes two."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(max_length=8)
    basis = models.CharField(max_length=60)
    valid_from = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    counsel = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "jurisdiction", "basis", "digest", "counsel"], name="activated_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="activation_names_text"),
        ]
