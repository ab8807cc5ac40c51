"""Wrong codes, so that guessing slows down."""

from __future__ import annotations

from django.db import models

__all__ = ["CodeTry"]


class CodeTry(models.Model):
    """A wrong code from an address, of which the keyed hash alone is kept."""

    address = models.CharField(max_length=64)
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["address", "tried_at"], name="code_try_of")]
