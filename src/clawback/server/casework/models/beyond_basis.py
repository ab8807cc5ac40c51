"""A hold request that an agent refused as beyond its basis."""

from __future__ import annotations

from django.db import models

from clawback.server.casework.models.hold_request import HoldRequest

__all__ = ["BeyondBasis"]


class BeyondBasis(models.Model):
    """What auditor and regulator read. `facts` is what was known then: a line a claim, its evidence and loss with it.

    Asking again for the same account under the same basis needs a fact that is not among them.
    """

    request = models.OneToOneField(HoldRequest, on_delete=models.PROTECT, related_name="beyond_basis")
    refused_at = models.DateTimeField()
    facts = models.TextField()
