"""Signed bytes as text: JWS compact serialization (RFC 7515) with Ed25519 (RFC 8037).

BASE64URL(header) . BASE64URL(payload) . BASE64URL(signature of all before the last point)

The header is {"alg":"Ed25519","kid":...,"typ":...} in canonical JSON. `alg` is the name of RFC 9864; the older name
"EdDSA" is read too. No other algorithm is known, so that none can be slipped in.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from clawback.federation.wire.canonical import to_canonical

__all__ = ["NotSigned", "Signed", "from_base64url", "parse", "sign", "to_base64url", "verify"]

_ALGORITHMS = ("Ed25519", "EdDSA")
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


class NotSigned(ValueError):
    """This is no JWS of ours, or its signature is not by the key; the text says which."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """A JWS read, not checked: nothing in it may be believed before `verify`. `kind` is the header's `typ`."""

    key_id: str
    kind: str
    payload: bytes
    signed: bytes
    signature: bytes


def sign(secret: Ed25519PrivateKey, key_id: str, kind: str, payload: bytes) -> str:
    """The JWS of exactly these bytes."""
    header = to_canonical({"alg": _ALGORITHMS[0], "kid": key_id, "typ": kind})
    signed = f"{to_base64url(header)}.{to_base64url(payload)}"
    return f"{signed}.{to_base64url(secret.sign(signed.encode('ascii')))}"


def parse(text: str) -> Signed:
    """The parts of a JWS, unchecked. Raises NotSigned."""
    parts = text.split(".")
    if len(parts) != 3:
        raise NotSigned("a signed message has three parts with two points between")
    header, payload, signature = (from_base64url(part) for part in parts)
    try:
        said = msgspec.json.decode(header, type=dict[str, str])
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
        raise NotSigned("the header is not an object of texts") from None
    if said.get("alg") not in _ALGORITHMS:
        raise NotSigned("the header's alg is not Ed25519")
    if "crit" in said:
        raise NotSigned("the header asks for an extension")
    return Signed(
        key_id=said.get("kid", ""),
        kind=said.get("typ", ""),
        payload=payload,
        signed=text.rpartition(".")[0].encode("ascii"),
        signature=signature,
    )


def verify(found: Signed, public: bytes) -> None:
    """Raises NotSigned unless the key (32 bytes, RFC 8032) signed it."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(found.signature, found.signed)
    except (InvalidSignature, ValueError):
        raise NotSigned("the signature is not by this key") from None


def to_base64url(data: bytes) -> str:
    """Without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def from_base64url(text: str) -> bytes:
    """The bytes of such a text, written in the one way. Raises NotSigned."""
    try:
        if _BASE64URL.fullmatch(text):
            data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            if to_base64url(data) == text:
                return data
    except ValueError:
        pass
    raise NotSigned("a part is not Base64url")
