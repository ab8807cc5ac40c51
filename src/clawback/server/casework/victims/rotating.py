"""A new master key: every report key is wrapped anew; what they seal is not touched."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from clawback.journal.encryption import WrappedKey
from clawback.server.casework.models import StoredKey
from clawback.server.casework.sealing import keyring, next_master

__all__ = ["rotate"]

_AT_ONCE = 500


def rotate() -> tuple[str, int]:
    """Makes a master key and wraps every report key by it; its name, and how many were wrapped.

    Killed in the middle, both keys are there, each row says by which it is wrapped, and the next call goes on.
    """
    name = keyring().current
    if not StoredKey.objects.exclude(master=name).exists():
        name = next_master(settings.CLAWBACK_FOLDER)
    count = 0
    while done := _some(name):
        count += done
    return name, count


def _some(name: str) -> int:
    with transaction.atomic():
        rows = StoredKey.objects.select_for_update().exclude(master=name).order_by("pk")[:_AT_ONCE]
        ring = keyring()
        found = list(rows)
        for row in found:
            old = WrappedKey(report=str(row.report_id), master=row.master, data=bytes(row.data))
            fresh = ring.rewrap(old)
            row.master, row.data = fresh.master, fresh.data
        StoredKey.objects.bulk_update(found, ["master", "data"])
        return len(found)
