"""HTTP message signatures (RFC 9421) with Ed25519: those of requests to us, and ours on events.

A signature that covers less than COVERED is refused, though the standard would take it. Behind a front that ends TLS we
do not know the scheme, so the path and the query stand for the target; the authority is signed with them.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import IntegrityError, transaction
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    algorithms,
)

from clawback import clock
from clawback.server.casework.machines.refusals import SignatureWrong
from clawback.server.casework.models import SeenNonce, Token

__all__ = ["COVERED", "MOST_AGE", "Message", "check_signature", "key_name", "public_text", "sign"]

COVERED: Final = ("@method", "@authority", "@path", "@query", "authorization")
"""What a request's signature covers at least; with a body content-digest too, and idempotency-key where it is sent."""

MOST_AGE: Final = timedelta(minutes=5)
_LONGEST_NONCE = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A request as it is signed: `url` is absolute, `headers` is added to by `sign`."""

    method: str
    url: str
    headers: dict[str, str]


class _Public(HTTPSignatureKeyResolver):
    """One key, whatever name it is called by."""

    def __init__(self, raw: bytes) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(raw)

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:
        return self._key


class _Private(HTTPSignatureKeyResolver):
    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return self._key


def check_signature(token: Token, message: Message, body: bytes) -> None:
    """Raises SignatureWrong unless the token's key signed this request, lately, and for the first time."""
    names = {name.lower() for name in message.headers}
    wanted = [*COVERED, *(["idempotency-key"] if "idempotency-key" in names else [])]
    verifier = HTTPMessageVerifier(
        signature_algorithm=algorithms.ED25519,
        key_resolver=_Public(base64.b64decode(token.public_key)),
    )
    try:
        # A body is looked at only where it is given here; an empty one needs no digest.
        (found,) = verifier.verify(message, max_age=MOST_AGE, require_components=wanted, body=body)
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise SignatureWrong(f"the request's signature is not good: {error}") from None
    _use_nonce(token, found.nonce)


def _use_nonce(token: Token, nonce: str | None) -> None:
    if not nonce or len(nonce) > _LONGEST_NONCE:
        raise SignatureWrong(f"a signature has a nonce of 1 to {_LONGEST_NONCE} characters")
    at = clock.now()
    SeenNonce.objects.filter(seen_at__lt=at - 4 * MOST_AGE).delete()
    try:
        with transaction.atomic():
            SeenNonce.objects.create(token=token, nonce=nonce, seen_at=at)
    except IntegrityError:
        raise SignatureWrong("this signature was used before: each request has its own nonce") from None


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
