"""A new master key: every key of a report and of a notice is wrapped anew; what they seal is not touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Manager

from clawback.journal.encryption import WrappedKey
from clawback.server.casework.models import NoticeKey, StoredKey
from clawback.server.casework.redress.sealing import name_of_key
from clawback.server.casework.sealing import keyring, next_master

__all__ = ["rotate"]

_AT_ONCE = 500


def rotate() -> tuple[str, int]:
    """Makes a master key and wraps every key of a report or a notice by it; its name, and how many were wrapped.

    Killed in the middle, both keys are there, each row says by which it is wrapped, and the next call goes on.
    """
    name = keyring().current
    if not any(rows.exclude(master=name).exists() for rows, _ in _KEYS):
        name = next_master(settings.CLAWBACK_FOLDER)
    count = 0
    for rows, sealed_for in _KEYS:
        while done := _some(rows, sealed_for, name):
            count += done
    return name, count


def _some(rows: Manager[Any], sealed_for: Callable[[int], str], name: str) -> int:
    with transaction.atomic():
        found = list(rows.select_for_update().exclude(master=name).order_by("pk")[:_AT_ONCE])
        ring = keyring()
        for row in found:
            old = WrappedKey(report=sealed_for(row.pk), master=row.master, data=bytes(row.data))
            fresh = ring.rewrap(old)
            row.master, row.data = fresh.master, fresh.data
        rows.bulk_update(found, ["master", "data"])
        return len(found)


_KEYS: Final = ((StoredKey.objects, str), (NoticeKey.objects, name_of_key))
"""What keeps keys, and what the key of each of its numbers is wrapped for."""
