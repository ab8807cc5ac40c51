"""One entry of the journal: who decided what about which record, on what basis, and what it changed.

    {"after":{"state":"9f2c..."},"basis":"demo/hold-1","before":{},"subject":"hold/H-12",
     "time":"2026-11-24T09:30:00Z","v":1,"verb":"place","who":"member/M-7"}

That is all of an entry, but on one line without spaces; the leaf of the tree is the hash of exactly these bytes.
`before` and `after` name fields of the subject and hold commitments (commitment.py), never values: what stands here
can never be taken back. For the same reason `who` and `subject` are identifiers that mean nothing without our records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from clawback.clock import format_time, from_micros, parse_time, to_micros
from clawback.errors import InputError, JournalError
from clawback.journal.canonical import Value, from_canonical, to_canonical
from clawback.journal.commitment import COMMITMENT

__all__ = ["FIELD", "LONGEST", "VERSION", "Entry", "parse_entry"]

VERSION = 1
LONGEST = 1 << 16
"""The most bytes an entry has."""

FIELD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_VERB = re.compile(r"[a-z][a-z_]{0,63}")
_KEYS = frozenset({"after", "basis", "before", "subject", "time", "v", "verb", "who"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A decision, as it stands in the journal for ever. Raises JournalError; TimeError for a naive time.

    `who` and `subject` are up to 200 printable characters; `basis` is the id of a legal basis, or empty where the
    decision needs none; `verb` is a word of the glossary in lower case; `before` and `after` are field names
    with commitments; `time` is aware and told in UTC.
    """

    who: str
    verb: str
    subject: str
    time: datetime
    basis: str = ""
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, least in (("who", 1), ("subject", 1), ("basis", 0)):
            _check_text(name, getattr(self, name), least)
        if not isinstance(self.verb, str) or not _VERB.fullmatch(self.verb):
            raise JournalError(f"{self.verb!r} is not a verb in lower case", field="verb")
        for name in ("before", "after"):
            _check_commitments(name, getattr(self, name))
        to_micros(self.time)
        object.__setattr__(self, "time", self.time.astimezone(UTC))

    def to_bytes(self) -> bytes:
        """The canonical bytes, without a line end. Raises JournalError above LONGEST."""
        found = to_canonical(
            {
                "after": dict(self.after),
                "basis": self.basis,
                "before": dict(self.before),
                "subject": self.subject,
                "time": format_time(to_micros(self.time)),
                "v": VERSION,
                "verb": self.verb,
                "who": self.who,
            }
        )
        if len(found) > LONGEST:
            raise JournalError(f"an entry of {len(found)} bytes is above {LONGEST}")
        return found


def parse_entry(data: bytes) -> Entry:
    """The entry of canonical bytes. Raises JournalError for bytes that `Entry.to_bytes` would not have written."""
    if len(data) > LONGEST:
        raise JournalError(f"an entry of {len(data)} bytes is above {LONGEST}")
    found = from_canonical(data)
    if not isinstance(found, Mapping) or found.get("v") != VERSION:
        raise JournalError("this is not an entry of version 1", remedy="use a newer clawback for a newer one")
    if found.keys() != _KEYS:
        odd = ", ".join(sorted(found.keys() ^ _KEYS))
        raise JournalError(f"an entry has exactly the keys {', '.join(sorted(_KEYS))}", field=odd[:80])
    return Entry(
        who=_text(found, "who"),
        verb=_text(found, "verb"),
        subject=_text(found, "subject"),
        time=_time(_text(found, "time")),
        basis=_text(found, "basis"),
        before=_commitments(found, "before"),
        after=_commitments(found, "after"),
    )


def _check_text(name: str, text: object, least: int) -> None:
    if not isinstance(text, str) or not least <= len(text) <= 200 or not text.isprintable():
        raise JournalError(f"this is not a text of {least} to 200 printable characters", field=name)


def _check_commitments(name: str, found: Mapping[str, str]) -> None:
    for key, commitment in found.items():
        if not isinstance(key, str) or not FIELD.fullmatch(key):
            raise JournalError(f"{str(key)[:40]!r} is not a field's name", field=name)
        if not isinstance(commitment, str) or not COMMITMENT.fullmatch(commitment):
            raise JournalError("a commitment has 64 hexadecimal digits", field=f"{name}.{key}")


def _text(found: Mapping[str, Value], name: str) -> str:
    value = found[name]
    if not isinstance(value, str):
        raise JournalError("this is not a text", field=name)
    return value


def _commitments(found: Mapping[str, Value], name: str) -> dict[str, str]:
    value = found[name]
    if not isinstance(value, Mapping):
        raise JournalError("this is not an object of commitments", field=name)
    return {key: _text(value, key) for key in value}


def _time(text: str) -> datetime:
    try:
        micros = parse_time(text)
    except InputError as error:
        raise JournalError(error.reason, field="time", remedy=error.remedy) from None
    if format_time(micros) != text:
        raise JournalError("the time is not written as 2026-11-24T09:30:00Z", field="time")
    return from_micros(micros)
