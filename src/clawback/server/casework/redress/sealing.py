"""What holders say, sealed with a key of the hold's notice, which the master key outside the database wraps."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from clawback.journal.canonical import from_canonical, to_canonical
from clawback.journal.encryption import ReportKey, WrappedKey
from clawback.server.casework.models import Notice, NoticeKey
from clawback.server.casework.sealing import keyring

__all__ = ["fingerprint", "is_kept", "key_of_notice", "name_of_key", "new_notice_key", "opened", "sealed"]


def new_notice_key(notice: Notice) -> None:
    """Makes the notice's key and keeps it, wrapped."""
    _, wrapped = keyring().new_key(name_of_key(notice.pk))
    NoticeKey.objects.create(notice=notice, master=wrapped.master, data=wrapped.data)


def sealed(notice: Notice, field: str, told: Mapping[str, str]) -> bytes:
    """The texts, closed: they open as this field of this notice only."""
    return key_of_notice(notice).seal(field, to_canonical(dict(told)))


def opened(notice: Notice, field: str, data: bytes) -> dict[str, str]:
    """The texts again. Who calls this has been let in, and is written down. Raises JournalError."""
    found = from_canonical(key_of_notice(notice).open(field, data))
    assert isinstance(found, dict), "what a holder tells is an object"
    return {name: str(value) for name, value in found.items()}


def is_kept(notice: Notice) -> bool:
    """Whether what its holders said can be opened still."""
    return NoticeKey.objects.filter(notice=notice).exists()


def fingerprint(data: bytes) -> str:
    """SHA-256 (hex) of what is sealed: it shows later that nothing was altered, and says nothing."""
    return sha256(data).hexdigest()


def key_of_notice(notice: Notice) -> ReportKey:
    """Raises JournalError where it was destroyed."""
    row = NoticeKey.objects.filter(notice=notice).first()
    name = name_of_key(notice.pk)
    wrapped = WrappedKey(report=name, master=row.master, data=bytes(row.data)) if row else None
    return keyring().unwrap(name, wrapped)


def name_of_key(notice: int) -> str:
    """What its key is wrapped for."""
    return f"notice/{notice}"
