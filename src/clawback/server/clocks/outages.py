"""After an outage of ours: ends of holds run at once; a person's time to answer gets the lost time added."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from clawback.server.clocks.models import Clock, Heartbeat, Outage

__all__ = ["FRESH", "OUTAGE_FROM", "beat", "is_alive"]

OUTAGE_FROM = timedelta(minutes=2)
"""So long without a worker is an outage."""

FRESH = timedelta(seconds=30)
"""A heartbeat older than this is no sign of life."""


def beat(machine: datetime, ahead: timedelta = timedelta()) -> Outage | None:
    """A worker is alive at `machine` time; the first after an outage moves what counts for a person, once.

    `ahead` is how far the clocks' time is ahead of the machine's (a demo's).
    """
    with transaction.atomic():
        found, fresh = Heartbeat.objects.select_for_update().get_or_create(
            pk=1, defaults={"seen_at": machine}
        )
        if fresh or machine <= found.seen_at:
            return None
        last, lost = found.seen_at, machine - found.seen_at
        found.seen_at = machine
        found.save()
        if lost <= OUTAGE_FROM:
            return None
        waiting = Clock.objects.filter(done_at=None, counts_for_person=True, due_at__gt=last + ahead)
        moved = waiting.update(due_at=F("due_at") + lost, try_at=F("due_at") + lost)
        return Outage.objects.create(began_at=last, ended_at=machine, moved=moved)


def is_alive(machine: datetime) -> bool:
    """Whether a worker was seen within FRESH."""
    return Heartbeat.objects.filter(pk=1, seen_at__gt=machine - FRESH).exists()
