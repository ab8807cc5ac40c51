"""From the journal's entries to deliveries: in the journal's order, each entry once, however many workers there are."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from clawback.server.casework.machines.events import EVENTS
from clawback.server.casework.models import Delivery, Endpoint, Feed
from clawback.server.record.models import EntryRow

__all__ = ["spread"]

_AT_ONCE = 500


def spread(at: datetime) -> int:
    """Makes the deliveries of the next entries; returns how many entries were looked at, 0 where there are no more.

    Entries are committed in their order, so that none comes before this place later.
    """
    with transaction.atomic():
        Feed.objects.get_or_create(pk=1, defaults={"next_entry": 0})
        feed = Feed.objects.select_for_update().get(pk=1)
        rows = list(EntryRow.objects.filter(index__gte=feed.next_entry).order_by("index")[:_AT_ONCE])
        if not rows:
            return 0
        Delivery.objects.bulk_create(each for row in rows for each in _deliveries(row, at))
        feed.next_entry = rows[-1].index + 1
        feed.save(update_fields=["next_entry"])
        return len(rows)


def _deliveries(row: EntryRow, at: datetime) -> list[Delivery]:
    model, _, number = row.subject.partition("/")
    kind = EVENTS.get((model, row.verb))
    if kind is None:
        return []
    endpoints = Endpoint.objects.filter(
        organisation__in=set(kind.to(int(number))),
        organisation__suspended=False,
        ended_at=None,
        from_entry__lte=row.index,
    )
    return [
        Delivery(
            endpoint=endpoint,
            entry=row.index,
            event=kind.name,
            about=f"/api/v1/{kind.path}/{number}",
            happened_at=row.time,
            due_at=at,
        )
        for endpoint in endpoints
    ]
