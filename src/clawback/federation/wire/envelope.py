"""Who says it, to whom, when and until when; signed as a whole.

    POST / HTTP/1.1
    Content-Type: application/clawback-federation+jose; version=1

    eyJhbGciOiJFZDI1NTE5Iiwia2lkIjoi...

The payload is {"author":..., "body":{"kind":...}, "number":..., "recipient":..., "sent_at":..., "until":...} in
canonical JSON; the message's id is the SHA-256 of the payload, in hexadecimal.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct

from clawback.federation.wire.canonical import from_canonical, to_canonical
from clawback.federation.wire.messages import Body

__all__ = [
    "LONGEST",
    "MEDIA_TYPE",
    "TYPE",
    "Envelope",
    "id_of",
    "is_later_type",
    "is_our_type",
    "read",
    "written",
]

LONGEST = 1 << 20
"""The most bytes a signed message has."""

VERSION = 1
TYPE = f"clawback-federation;version={VERSION}"
"""The header's `typ` of a signed message."""
MEDIA_TYPE = f"application/clawback-federation+jose; version={VERSION}"

_MEDIA = re.compile(r"application/clawback-federation\+jose; ?version=([1-9][0-9]{0,8})")
_TYPE = re.compile(r"clawback-federation;version=([1-9][0-9]{0,8})")


class Envelope(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`number` counts the author's messages, so that no two are the same; a message is dead after `until`."""

    author: str
    recipient: str
    number: int
    sent_at: str
    until: str
    body: Body


# Prepares the types while one thread imports this: msgspec does it at the first use, and not for several at once.
msgspec.json.Decoder(Envelope)


def written(envelope: Envelope) -> bytes:
    """The payload's bytes."""
    return to_canonical(msgspec.to_builtins(envelope))


def read(payload: bytes) -> Envelope:
    """The envelope of canonical bytes. Raises NotCanonical, and msgspec.ValidationError for what is no message."""
    return msgspec.convert(from_canonical(payload), Envelope)


def id_of(payload: bytes) -> str:
    """The message's id."""
    return sha256(payload).hexdigest()


def is_our_type(said: str) -> bool:
    """Whether a media type or a header's `typ` is that of a version we read."""
    return _version(said) == VERSION


def is_later_type(said: str) -> bool:
    """Whether it is one of ours, of a version yet unknown here."""
    return (_version(said) or 0) > VERSION


def _version(said: Any) -> int | None:
    found = _MEDIA.fullmatch(said) or _TYPE.fullmatch(said)
    return int(found[1]) if found else None
