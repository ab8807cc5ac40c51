"""A request's signature (RFC 9421), checked.

One that covers less than COVERED is refused, though the standard would take it. Behind a front that ends TLS we do not
know the scheme, so the path and the query stand for the target; the authority is signed with them.
"""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import IntegrityError, transaction
from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
    algorithms,
)

from clawback import clock
from clawback.server.casework.machines.refusals import SignatureWrong
from clawback.server.casework.machines.signing import COVERED, Message
from clawback.server.casework.models import SeenNonce, Token

__all__ = ["MOST_AGE", "check_signature"]

MOST_AGE: Final = timedelta(minutes=5)
_LONGEST_NONCE = 100


class _Public(HTTPSignatureKeyResolver):
    """One key, whatever name it is called by."""

    def __init__(self, raw: bytes) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(raw)

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:
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
