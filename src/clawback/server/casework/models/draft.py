"""A report that is being written, for a day."""

from __future__ import annotations

from django.db import models

__all__ = ["Draft"]


class Draft(models.Model):
    """`token` is the keyed hash of one that the reporter's browser alone has; `sealed` opens with it only."""

    token = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    ends_at = models.DateTimeField(db_index=True)
