"""Clocks, the worker's heartbeat, outages, the demo's own time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

__all__ = ["Clock", "DemoTime", "Heartbeat", "Outage"]


class Clock(models.Model):
    """At `due_at` the verb is done to the subject. Open until `done_at`; `outcome` says what became of it.

    `counts_for_person` says that it is somebody's time to answer: an outage of ours adds to it. A failed run is
    tried again from `try_at` on.
    """

    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    set_at = models.DateTimeField()
    due_at = models.DateTimeField()
    counts_for_person = models.BooleanField(default=False)
    try_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    error = models.TextField(default="", blank=True)
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "verb"], condition=Q(done_at__isnull=True), name="clock_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["done", "moot", "stopped"], done_at__isnull=False)
                | Q(outcome="", done_at__isnull=True),
                name="clock_outcome",
            ),
            models.CheckConstraint(condition=Q(due_at__gte=F("set_at")), name="clock_order"),
        ]
        indexes = [models.Index(fields=["due_at", "id"], condition=Q(done_at__isnull=True), name="clock_due")]


class Heartbeat(models.Model):
    """One row: when a worker was last alive, by the machine's time."""

    seen_at = models.DateTimeField()


class Outage(models.Model):
    """A time without any worker; `moved` clocks got it added."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    moved = models.IntegerField()


class DemoTime(models.Model):
    """One row, in a demo only: how far its time is ahead of the machine's."""

    ahead = models.DurationField()
