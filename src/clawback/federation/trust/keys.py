"""Keys of nodes, as JSON Web Keys (RFC 8037); a key's id is its thumbprint (RFC 7638).

    {"crv":"Ed25519","d":"...","kid":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k","kty":"OKP","x":"11qYAYKx..."}

The file with `d` is the secret; it stands apart from the node's data and its backups.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clawback.errors import FederationError
from clawback.federation.wire.canonical import to_canonical
from clawback.federation.wire.jws import NotSigned, from_base64url, sign, to_base64url

__all__ = ["Secret", "key_id", "new_secret", "read_secret", "write_secret"]


def key_id(public: bytes) -> str:
    """The thumbprint of an Ed25519 key of 32 bytes."""
    return to_base64url(
        sha256(to_canonical({"crv": "Ed25519", "kty": "OKP", "x": to_base64url(public)})).digest()
    )


@dataclass(frozen=True)
class Secret:
    """A secret key; `seed` is 32 bytes (RFC 8032)."""

    seed: bytes = field(repr=False)

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self._private.public_key().public_bytes_raw()

    @cached_property
    def id(self) -> str:
        """The key's id."""
        return key_id(self.public)

    def sign(self, kind: str, payload: bytes) -> str:
        """The JWS of these bytes."""
        return sign(self._private, self.id, kind, payload)


def new_secret(fresh: Callable[[int], bytes] = secrets.token_bytes) -> Secret:
    """A new key."""
    return Secret(fresh(32))


def write_secret(secret: Secret, path: Path) -> None:
    """Writes a new file that only its owner reads. Raises FederationError where it stands already."""
    text = {
        "crv": "Ed25519",
        "d": to_base64url(secret.seed),
        "kid": secret.id,
        "kty": "OKP",
        "x": to_base64url(secret.public),
    }
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise FederationError(
            "this file is there already", file=str(path), remedy="name a new file"
        ) from None
    with os.fdopen(handle, "wb") as file:
        file.write(to_canonical(text) + b"\n")


def read_secret(path: Path) -> Secret:
    """The key of a file. Raises FederationError, which shows nothing of what stands in it."""
    try:
        said = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
        secret = Secret(from_base64url(said["d"]))
        fits = said["crv"] == "Ed25519" and from_base64url(said["x"]) == secret.public
    except (msgspec.DecodeError, msgspec.ValidationError, KeyError, NotSigned, ValueError):
        fits = False
    if not fits:
        raise FederationError(
            "this is not the secret key of a node",
            file=str(path),
            remedy="make one with clawback federation keys",
        )
    return secret
