"""A new key of ours: the certificates of open claims are signed anew and sent, so that no trace ends with the old key.

Each node hands the new certificate on with its next notice, and says again what was refused for the old one.
"""

from __future__ import annotations

from clawback.clock import parse_time
from clawback.federation.node.draft import Draft
from clawback.federation.node.owning import open_claims, opened_at
from clawback.federation.node.site import Site
from clawback.federation.node.state import Owned
from clawback.federation.refusals import RefusedError
from clawback.federation.trust.certificates import read_certificate, sign_certificate

__all__ = ["sign_again"]


def sign_again(draft: Draft) -> None:
    """Once our list has our key as good now; what is over, or starts where nobody is (any more), stays as it is."""
    here = draft.site.members.get(draft.site.name)
    if here is None or here.key(draft.site.secret.id, draft.now) is None:
        return
    for case, owned in sorted(draft.owned.items()):
        texts = _texts(draft, owned)
        if texts:
            open_claims(draft, case, texts)
            draft.event("signed again", case=case, claims=draft.names(list(texts)))


def _texts(draft: Draft, owned: Owned) -> dict[str, str]:
    found = {}
    for claim, text in owned.certificates.items():
        certificate, signed = read_certificate(text)
        late = claim in owned.over or parse_time(certificate.until) <= draft.now
        if signed.key_id != draft.site.secret.id and not late and _is_reached(draft.site, claim, text):
            found[claim] = sign_certificate(certificate, draft.site.secret)
    return found


def _is_reached(site: Site, claim: str, text: str) -> bool:
    """Whether it can be opened; where it cannot any more, the other claims go on."""
    try:
        opened_at(site, claim, text)
    except RefusedError:
        return False
    return True
