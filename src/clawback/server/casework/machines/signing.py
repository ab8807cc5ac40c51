"""HTTP message signatures (RFC 9421) with Ed25519, as both sides make them. No Django: a bank's side signs, too."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver, algorithms

__all__ = ["COVERED", "Message", "key_name", "public_text", "sign"]

COVERED: Final = ("@method", "@authority", "@path", "@query", "authorization")
"""What a request's signature covers at least; with a body content-digest too, and idempotency-key where it is sent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A request as it is signed: `url` is absolute, `headers` is added to by `sign`."""

    method: str
    url: str
    headers: dict[str, str]


class _Private(HTTPSignatureKeyResolver):
    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return self._key


def sign(
    key: Ed25519PrivateKey,
    message: Message,
    body: bytes | None,
    *,
    covered: tuple[str, ...],
    created: datetime,
    nonce: str,
    tag: str | None = None,
) -> None:
    """Adds Signature, Signature-Input and, where there is a body, Content-Digest to the message's headers."""
    signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=_Private(key))
    signer.sign(
        message,
        key_id=key_name(key.public_key()),
        created=created,
        nonce=nonce,
        tag=tag,
        label="clawback",
        covered_component_ids=covered,
        body=body,
    )


def key_name(key: Ed25519PublicKey) -> str:
    """How a signature names its key: the first half of its SHA-256."""
    return sha256(_raw(key)).hexdigest()[:32]


def public_text(key: Ed25519PublicKey) -> str:
    """The public key in base64."""
    return base64.b64encode(_raw(key)).decode()


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)
