"""Why a machine was refused.

Refusal (clawback.server.people.refusals)
  TokenUnknown TokenEnded TokenUnbound SignatureWrong CertificateWrong   it did not sign in
  ScopeMissing               the token is not for this
  NotATokenRole              a machine has no such role
  KeyWrong                   no Ed25519 key, or no certificate's fingerprint
  KeyReused                  the Idempotency-Key was used for another request
  AddressWrong               an address that events do not go to
  EndpointKnown              the organisation has that address already
"""

from __future__ import annotations

from clawback.server.people.refusals import Refusal

__all__ = [
    "AddressWrong",
    "CertificateWrong",
    "EndpointKnown",
    "KeyReused",
    "KeyWrong",
    "NotATokenRole",
    "ScopeMissing",
    "SignatureWrong",
    "SignedOut",
    "TokenEnded",
    "TokenUnbound",
    "TokenUnknown",
]


class SignedOut(Refusal):
    """The machine did not sign in."""


class TokenUnknown(SignedOut):
    """There is no such token."""


class TokenEnded(SignedOut):
    """The token has ended: its 90 days are over, or its administrator ended it."""


class TokenUnbound(SignedOut):
    """The token is bound to neither a key nor a certificate, which it may be in a demo alone."""


class SignatureWrong(SignedOut):
    """The request's signature is missing, covers too little, is old, was seen before, or is not the token's."""


class CertificateWrong(SignedOut):
    """The client's certificate is not the token's."""


class ScopeMissing(Refusal):
    """The token is not for this."""


class NotATokenRole(Refusal):
    """A machine of this organisation has no such role."""


class KeyWrong(Refusal):
    """This is no Ed25519 key, or no certificate's fingerprint."""


class KeyReused(Refusal):
    """The Idempotency-Key was used for another request."""


class AddressWrong(Refusal):
    """Events do not go to this address."""


class EndpointKnown(Refusal):
    """The organisation has this address already."""
