"""Keys that sign checkpoints, by name and key id (C2SP signed-note and tlog-cosignature), Ed25519 only.

public    centre.example/journal+2b1c9f04+ARpc2QcUPDhM...       name + key id + Base64(kind, 32 bytes)
secret    PRIVATE+KEY+centre.example/journal+2b1c9f04+AYEKF...  the same of the 32-byte seed
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clawback.errors import JournalError
from clawback.journal.encoding import from_base64, to_base64

__all__ = ["Key", "KeyKind", "Signer", "is_key_name", "new_signer", "parse_key", "parse_keys", "parse_signer"]

_SECRET = "PRIVATE+KEY+"  # noqa: S105 - the format's first words, no secret
_SIZE = 32


class KeyKind(IntEnum):
    """The signature type byte of C2SP signed-note: what a signature by the key says."""

    LOG = 0x01
    """This is the text of whoever keeps the journal."""
    WITNESS = 0x04
    """At this time this was the largest checkpoint seen, and all before it were its beginnings."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """A public key: `public` is 32 bytes (RFC 8032). Raises JournalError for a name that is no key name."""

    name: str
    kind: KeyKind
    public: bytes

    def __post_init__(self) -> None:
        if not is_key_name(self.name):
            raise JournalError(f"{self.name[:80]!r} is not a key's name: it has no spaces and no plus")
        if len(self.public) != _SIZE:
            raise JournalError(f"the key of {self.name} has {len(self.public)} bytes instead of {_SIZE}")

    @property
    def id(self) -> bytes:
        """4 bytes that with the name say which key signed; short, for they choose and prove nothing."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def text(self) -> str:
        """The key as `parse_key` reads it."""
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.kind]) + self.public)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Signer:
    """A secret key: `seed` is 32 bytes (RFC 8032), kept out of the database, its backups and every log."""

    name: str
    kind: KeyKind
    seed: bytes = field(repr=False)

    @property
    def key(self) -> Key:
        """The public key. Raises JournalError for a name that is no key name."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return Key(name=self.name, kind=self.kind, public=public)

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of exactly these bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)

    def secret_text(self) -> str:
        """The secret key as `parse_signer` reads it."""
        return f"{_SECRET}{self.name}+{self.key.id.hex()}+{to_base64(bytes([self.kind]) + self.seed)}"


def new_signer(name: str, kind: KeyKind, fresh: Callable[[int], bytes] = secrets.token_bytes) -> Signer:
    """A new key. One key never serves two names or two kinds. Raises JournalError for a name that is no key name."""
    signer = Signer(name=name, kind=kind, seed=fresh(_SIZE))
    assert signer.key.name == name, "a signer's public key has its name"
    return signer


def parse_key(text: str) -> Key:
    """The public key of its text. Raises JournalError, also where the key id is not that of the key."""
    name, key_id, kind, public = _parts(text, "a public key", "NAME+KEYID+BASE64")
    key = Key(name=name, kind=kind, public=public)
    _check_id(key, key_id)
    return key


def parse_keys(text: str) -> tuple[Key, ...]:
    """The keys of a file: one a line; empty lines and lines that begin with # say nothing. Raises JournalError."""
    found: list[Key] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(parse_key(line))
            except JournalError as error:
                raise error.at(line=number) from None
    if not found:
        raise JournalError("there is no key in it", remedy="write one public key a line: NAME+KEYID+BASE64")
    return tuple(dict.fromkeys(found))


def parse_signer(text: str) -> Signer:
    """The secret key of its text. Raises JournalError, whose message shows nothing of the text."""
    if not text.startswith(_SECRET):
        raise JournalError("this is not a secret key", remedy="write PRIVATE+KEY+NAME+KEYID+BASE64")
    name, key_id, kind, seed = _parts(
        text.removeprefix(_SECRET), "a secret key", "PRIVATE+KEY+NAME+KEYID+BASE64"
    )
    signer = Signer(name=name, kind=kind, seed=seed)
    _check_id(signer.key, key_id)
    return signer


def is_key_name(name: str) -> bool:
    """Whether it may name a key: not empty, no space of any script, no plus, no control character."""
    return bool(name) and not any(each.isspace() or each < " " or each == "+" for each in name)


def _parts(text: str, what: str, form: str) -> tuple[str, str, KeyKind, bytes]:
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise JournalError(f"this is not {what}", remedy=f"write {form}")
    name, key_id, coded = parts
    data = from_base64(coded, what, _SIZE + 1)
    try:
        return name, key_id, KeyKind(data[0]), data[1:]
    except ValueError:
        raise JournalError(
            f"{what} of {name[:80]} has the signature type {data[0]:#04x}",
            remedy="use an Ed25519 key (0x01) or a witness' Ed25519 key (0x04)",
        ) from None


def _check_id(key: Key, said: str) -> None:
    if said != key.id.hex():
        raise JournalError(f"the key of {key.name} has the id {key.id.hex()}, not {said[:16]!r}")
