"""Certificates: by one the owner of a case opens one claim, for every node that meets it. A JWS by the owner's key."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from msgspec import Struct

from clawback.federation.trust.keys import Secret
from clawback.federation.wire.canonical import NotCanonical, from_canonical, to_canonical
from clawback.federation.wire.jws import NotSigned, Signed, parse

__all__ = ["Authority", "Certificate", "Limits", "read_certificate", "sign_certificate"]

TYPE = "clawback-claim;version=1"


class Authority(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a node may hold by itself as the trace passes: under which basis, up to which amount for the claim, for how
    long (ISO 8601), and under which rule; without a rule, what stands under every rule."""

    basis: str
    limit: str
    lapses_after: str
    rule: str | None = None


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The limits of the walk, as in docs/reference/result.md; all claims that meet have the same."""

    max_hops: int | None = None
    hop_window_us: int | None = None
    min_amount: str | None = None


class Certificate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One claim. `claim` is the key of the reported transfer; `place` orders it among claims of the same instant.

    `starts` names the agent of its debtor; where no member keeps its accounts the owner stands in for it.
    `offence` is a type of scam (guard.py). Nothing about a person stands in it.
    """

    owner: str
    case: str
    claim: str
    starts: str
    settled_at: str
    place: int
    amount: str
    currency: str
    rules: list[str]
    limits: Limits
    offence: str
    basis: str
    until: str
    hold: Authority | None = None


msgspec.json.Decoder(Certificate)  # prepared while one thread imports this: see wire/envelope.py


def sign_certificate(certificate: Certificate, secret: Secret) -> str:
    """The certificate as it is sent."""
    return secret.sign(TYPE, to_canonical(msgspec.to_builtins(certificate)))


@lru_cache(maxsize=4096)
def read_certificate(text: str) -> tuple[Certificate, Signed]:
    """A certificate, and what is to be verified with its owner's key. Raises NotSigned."""
    found = parse(text)
    try:
        if found.kind != TYPE:
            raise NotSigned("this is no certificate of a claim")
        return msgspec.convert(from_canonical(found.payload), Certificate), found
    except (NotCanonical, msgspec.ValidationError) as error:
        raise NotSigned(f"this is no certificate of a claim: {error}") from None
