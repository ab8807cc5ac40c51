"""Encryption of people's data: a key for each report, wrapped by a master key that is not in the database.

    sealed value    nonce (12 bytes) || AES-256-GCM of the value, bound to report and field
    wrapped key     nonce (12 bytes) || AES-256-GCM of the report's key, bound to report and master key

Erasing a report is destroying its wrapped key: every value sealed with it, and every nonce of a commitment among
them, is then lost in the database and in all its backups. A new master key wraps the report keys anew; values are
not touched. Bound means that a value moved to another report or field, or a key to another report, does not open.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from clawback.errors import JournalError

__all__ = ["Keyring", "ReportKey", "WrappedKey"]

_KEY_SIZE = 32
_NONCE_SIZE = 12
_VALUE, _KEY = b"clawback/value/v1", b"clawback/report-key/v1"

Fresh = Callable[[int], bytes]


@dataclass(frozen=True, kw_only=True, slots=True)
class WrappedKey:
    """A report's key as it is stored. Erasing a report is deleting this, and its short-lived backups."""

    report: str
    master: str
    data: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportKey:
    """A report's key, in memory only: it seals and opens the report's fields."""

    report: str
    key: bytes = field(repr=False)

    def seal(self, name: str, value: bytes, fresh: Fresh = secrets.token_bytes) -> bytes:
        """The value of field `name`, encrypted: 28 bytes longer."""
        return _seal(self.key, value, _bound(_VALUE, self.report, name), fresh)

    def open(self, name: str, sealed: bytes) -> bytes:
        """The value again. Raises JournalError where it was altered, or is another field's or report's."""
        found = _open(self.key, sealed, _bound(_VALUE, self.report, name))
        if found is None:
            raise JournalError(
                "this value does not open with the report's key: it was altered or moved", field=name
            )
        return found


class Keyring:
    """The master keys by name, 32 bytes each; new report keys are wrapped by `current`.

    Raises JournalError for a key of another size, and where `current` is not among them.
    """

    def __init__(self, masters: Mapping[str, bytes], current: str) -> None:
        for name, key in masters.items():
            if len(key) != _KEY_SIZE:
                raise JournalError(f"the master key {name!r} has {len(key)} bytes instead of {_KEY_SIZE}")
        if current not in masters:
            raise JournalError(f"there is no master key {current!r}", remedy="give it beside the older ones")
        self._masters = dict(masters)
        self.current = current

    def new_key(self, report: str, fresh: Fresh = secrets.token_bytes) -> tuple[ReportKey, WrappedKey]:
        """A new key for a report, and what to store of it."""
        key = ReportKey(report=report, key=fresh(_KEY_SIZE))
        return key, self._wrap(key, fresh)

    def unwrap(self, report: str, wrapped: WrappedKey | None) -> ReportKey:
        """A report's key; `wrapped` is what is stored, None where nothing is.

        Raises JournalError where the key was destroyed, its master key is not here, or it is not this report's.
        """
        if wrapped is None:
            raise JournalError(f"report {report} was erased: its key is destroyed, and nothing can open it")
        master = self._masters.get(wrapped.master)
        if master is None:
            raise JournalError(
                f"the master key {wrapped.master!r} is not here", remedy="give it beside the current one"
            )
        found = _open(master, wrapped.data, _bound(_KEY, report, wrapped.master))
        if found is None:
            raise JournalError(f"the stored key is not that of report {report}, or it was altered")
        return ReportKey(report=report, key=found)

    def rewrap(self, wrapped: WrappedKey, fresh: Fresh = secrets.token_bytes) -> WrappedKey:
        """The same report key wrapped by the current master key; unchanged where it is already. Raises JournalError."""
        if wrapped.master == self.current:
            return wrapped
        return self._wrap(self.unwrap(wrapped.report, wrapped), fresh)

    def _wrap(self, key: ReportKey, fresh: Fresh) -> WrappedKey:
        bound = _bound(_KEY, key.report, self.current)
        data = _seal(self._masters[self.current], key.key, bound, fresh)
        return WrappedKey(report=key.report, master=self.current, data=data)


def _bound(*parts: bytes | str) -> bytes:
    """The parts with the length of each in front, so that no two lists of parts are the same bytes."""
    coded = [part.encode() if isinstance(part, str) else part for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in coded)


def _seal(key: bytes, value: bytes, bound: bytes, fresh: Fresh) -> bytes:
    nonce = fresh(_NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, value, bound)


def _open(key: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_SIZE], sealed[_NONCE_SIZE:], bound)
    except (InvalidTag, ValueError):
        return None
