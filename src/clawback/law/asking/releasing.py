"""Who lets held money go: we, or one who must be asked."""

from __future__ import annotations

from clawback.law.answers import Allowed, Refused, allow, refuse
from clawback.law.asking.common import among
from clawback.law.basis import Basis
from clawback.law.words import Actor

__all__ = ["may_release"]


def may_release(basis: Basis, by: Actor) -> Allowed | Refused:
    """Whether `by` may release a hold under this basis; Refused.ask are those to whom it is to be put.

    Where it is not known who releases, those who ordered the hold are asked. No activation is asked for: letting go
    never waits for counsel. A hold whose time is over needs no release.
    """
    if basis.hold is None:
        return refuse(basis, "wrong-action", action=basis.action)
    if among(by, basis.hold.released_by):
        return allow(basis)
    known = basis.ordered_by if basis.hold.released_by == "unknown" else basis.hold.released_by
    if known == "unknown":
        return refuse(basis, "release-unknown")
    return refuse(basis, "ask-who-releases", ask=known, who=", ".join(known))
