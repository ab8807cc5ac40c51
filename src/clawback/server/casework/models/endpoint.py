"""Where an organisation's machine is told that something happened."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from clawback.server.people.models import Member, Organisation

__all__ = ["Delivery", "Endpoint", "Feed"]


class Endpoint(models.Model):
    """An address that takes events from the journal's entry `from_entry` on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="endpoints")
    address = models.CharField(max_length=500)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    from_entry = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "address"], condition=Q(ended_at__isnull=True), name="endpoint_once"
            )
        ]

    def __str__(self) -> str:
        return self.address


class Delivery(models.Model):
    """An event for an endpoint: `entry` is the journal's entry that it tells of. Open until it was sent or given up.

    `tries` counts, and at `due_at` comes the next; of two workers one has it until then.
    """

    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="deliveries")
    entry = models.BigIntegerField()
    event = models.CharField(max_length=60)
    about = models.CharField(max_length=100)
    happened_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "entry", "event"], name="delivery_once"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dead_at=None), name="delivery_one_end"),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=Q(sent_at=None, dead_at=None), name="delivery_due"
            )
        ]


class Feed(models.Model):
    """One row: the journal's entries before `next_entry` have their deliveries."""

    next_entry = models.BigIntegerField()
