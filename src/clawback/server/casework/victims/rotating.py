"""A new master key: every key of a report and of a notice is wrapped anew; what they seal is not touched."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

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
    if not any(rows.exclude(master=name).exists() for rows in (StoredKey.objects, NoticeKey.objects)):
        name = next_master(settings.CLAWBACK_FOLDER)
    count = 0
    while done := _some(name):
        count += done
    while done := _some_of_notices(name):
        count += done
    return name, count


def _some(name: str) -> int:
    with transaction.atomic():
        rows = StoredKey.objects.select_for_update().exclude(master=name).order_by("pk")[:_AT_ONCE]
        found = list(rows)
        for row in found:
            _rewrap(row, str(row.report_id))
        StoredKey.objects.bulk_update(found, ["master", "data"])
        return len(found)


def _some_of_notices(name: str) -> int:
    with transaction.atomic():
        rows = NoticeKey.objects.select_for_update().exclude(master=name).order_by("pk")[:_AT_ONCE]
        found = list(rows)
        for row in found:
            _rewrap(row, name_of_key(row.notice_id))
        NoticeKey.objects.bulk_update(found, ["master", "data"])
        return len(found)


def _rewrap(row: StoredKey | NoticeKey, sealed_for: str) -> None:
    fresh = keyring().rewrap(WrappedKey(report=sealed_for, master=row.master, data=bytes(row.data)))
    row.master, row.data = fresh.master, fresh.data
