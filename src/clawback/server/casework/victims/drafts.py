"""A report that is being written: kept for a day, sealed with a token that the reporter's browser alone has."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from clawback.errors import JournalError
from clawback.journal.canonical import Value, from_canonical, to_canonical
from clawback.journal.encryption import ReportKey
from clawback.server.casework.models import Draft
from clawback.server.casework.sealing import digest

__all__ = ["KEPT", "drop_draft", "drop_drafts", "new_token", "read_draft", "write_draft"]

KEPT: Final = timedelta(hours=24)


def new_token() -> str:
    """What opens a draft: 32 random bytes, as hex. It stands in a cookie, and nowhere here."""
    return secrets.token_hex(32)


def write_draft(token: str, said: Mapping[str, Value], at: datetime) -> None:
    """Keeps what was typed so far, for a day from now."""
    sealed = _key(token).seal("draft", to_canonical(said))
    values = {"sealed": sealed, "ends_at": at + KEPT}
    Draft.objects.update_or_create(token=digest("draft", token), defaults=values)


def read_draft(token: str, at: datetime, *, lock: bool = False) -> dict[str, Value]:
    """What was typed so far; nothing where there is no draft, or no more. `lock` it within a transaction."""
    rows = Draft.objects.select_for_update() if lock else Draft.objects.all()
    row = rows.filter(token=digest("draft", token), ends_at__gt=at).first() if token else None
    if row is None:
        return {}
    try:
        found = from_canonical(_key(token).open("draft", bytes(row.sealed)))
    except JournalError:
        return {}
    assert isinstance(found, dict), "a draft is an object"
    return found


def drop_draft(token: str) -> None:
    """It was sent, or given up."""
    Draft.objects.filter(token=digest("draft", token)).delete()


def drop_drafts(at: datetime) -> int:
    """Deletes those whose day is over; returns how many."""
    return Draft.objects.filter(ends_at__lte=at).delete()[0]


def _key(token: str) -> ReportKey:
    return ReportKey(report="draft", key=hmac.new(token.encode(), b"clawback/draft/v1", sha256).digest())
