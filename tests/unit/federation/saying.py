"""Messages and certificates made by hand, signed by whoever is said to."""

from __future__ import annotations

from clawback.clock import format_time
from clawback.federation.trust.certificates import sign_certificate
from clawback.federation.trust.keys import Secret
from clawback.federation.wire.envelope import TYPE, Envelope, written
from clawback.federation.wire.messages import Body
from tests.property.federation.world import NOW, OWNER, chain, first_claim, secret

DAY = 86_400_000_000


def said(author: str, recipient: str, body: Body, **more: object) -> str:
    """A message signed by its author, or by another key."""
    key = more.pop("key", secret(author))
    kind = more.pop("kind", TYPE)
    fields: dict[str, object] = {
        "author": author,
        "recipient": recipient,
        "number": 1,
        "sent_at": format_time(NOW),
        "until": format_time(NOW + DAY),
        "body": body,
        **more,
    }
    assert isinstance(key, Secret)
    return key.sign(str(kind), written(Envelope(**fields)))  # type: ignore[arg-type]


def certified(**more: object) -> str:
    signer = str(more.pop("signer", OWNER))
    return sign_certificate(first_claim(chain(2), **more), secret(signer))
