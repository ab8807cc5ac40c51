"""People's data sealed with the report's key, which a master key outside the database wraps; codes as hashes."""

from __future__ import annotations

import hmac
import re
import secrets
from hashlib import sha256

from django.conf import settings

from clawback.journal.canonical import from_canonical, to_canonical
from clawback.journal.encryption import Keyring, ReportKey, WrappedKey
from clawback.server.casework.models import Report, StoredKey
from clawback.server.data_folder import DataFolder

__all__ = [
    "CODE_DIGITS",
    "digest",
    "factor_digest",
    "key_of",
    "keyring",
    "new_code",
    "new_key",
    "next_master",
    "opened",
    "sealed",
    "unwrapped",
]

CODE_DIGITS = 16
_FIRST = "master-1"


def new_code() -> str:
    """A code of 16 digits for a person to keep, in groups of four."""
    digits = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    return " ".join(digits[start : start + 4] for start in range(0, CODE_DIGITS, 4))


def digest(purpose: str, text: str) -> str:
    """The keyed hash (hex) of a code or contact, however it is spaced; the key is not in the database."""
    plain = "".join(text.split()).casefold()
    key = settings.CLAWBACK_FOLDER.key("codes.key")
    return hmac.new(key, f"{purpose}\n{plain}".encode(), sha256).hexdigest()


def factor_digest(report: int, word: str) -> str:
    """The keyed hash of a reporter's own word, of this report alone; empty where they chose none."""
    return digest(f"second factor/{report}", word) if word.strip() else ""


def new_key(report: int) -> tuple[ReportKey, StoredKey]:
    """A key for a report, and its row to save."""
    key, wrapped = keyring().new_key(str(report))
    return key, StoredKey(report_id=report, master=wrapped.master, data=wrapped.data)


def key_of(report: Report) -> ReportKey:
    """The key of a report. Raises JournalError where the report was erased."""
    return unwrapped(report.pk, StoredKey.objects.filter(report=report).first())


def unwrapped(report: int, row: StoredKey | None) -> ReportKey:
    """The key of the report of that number, as its row has it. Raises JournalError where there is none."""
    wrapped = WrappedKey(report=str(report), master=row.master, data=bytes(row.data)) if row else None
    return keyring().unwrap(str(report), wrapped)


def sealed(key: ReportKey, told: dict[str, str]) -> bytes:
    """What a report tells, closed."""
    return key.seal("told", to_canonical(told))


def opened(report: Report) -> dict[str, str]:
    """What the report tells. Who calls this has been let in, and is written down. Raises JournalError."""
    found = from_canonical(key_of(report).open("told", bytes(report.told)))
    assert isinstance(found, dict), "what a report tells is an object"
    return {name: str(value) for name, value in found.items()}


def keyring() -> Keyring:
    """The master keys that are here; the newest wraps what is new."""
    folder: DataFolder = settings.CLAWBACK_FOLDER
    later = {f"master-{number}": folder.key(f"master-{number}.key") for number in _numbers(folder)}
    first = folder.path / "keys" / "master.key"
    # Once there is a later one, the first may be deleted, and is not made again.
    masters = {_FIRST: folder.key("master.key"), **later} if first.exists() or not later else later
    return Keyring(masters, list(masters)[-1])


def next_master(folder: DataFolder) -> str:
    """Makes a further master key, which is the current one from here on; its name."""
    name = f"master-{max(_numbers(folder), default=1) + 1}"
    folder.key(f"{name}.key")
    return name


def _numbers(folder: DataFolder) -> list[int]:
    """Of the master keys after the first, in order."""
    found = (re.fullmatch(r"master-(\d+)\.key", path.name) for path in (folder.path / "keys").iterdir())
    return sorted(int(each[1]) for each in found if each)
