"""What was refused for a reason that passes is said again, with growing pauses: a credit that is not booked yet, an
institution that was away for longer than a message is good, or that has not read of an owner's new key.

Whoever says it again begins something of its own, in its own name: the cases that it changes are whole again when all
that it brought about is done (ending.py).
"""

from __future__ import annotations

from typing import Final

from clawback.federation.node.draft import Draft
from clawback.federation.node.state import Again, Engaged
from clawback.federation.refusals import Refusal

__all__ = ["go_on", "try_later"]

_MOST_TRIES: Final = 12
"""With the pauses more than a week; after that it stays refused."""
_PASSING: Final = (Refusal.NO_SUCH_CREDIT.text, Refusal.EXPIRED.text, Refusal.BAD_CERTIFICATE.text)
_FIRST, _LONGEST = 3600 * 1_000_000, 24 * 3600 * 1_000_000


def try_later(draft: Draft, own: str, refusal: str) -> None:
    """A notice of this transfer is refused."""
    before = draft.again.pop(own, None)
    tries = before.tries if before else 0
    if refusal in _PASSING and tries < _MOST_TRIES:
        draft.again[own] = Again(tries=tries + 1, at=draft.now + min(_LONGEST, _FIRST << tries))


def go_on(draft: Draft) -> None:
    """What waited is tried: by its clock, or where a gateway may be named by now."""
    late = {own for own, each in draft.again.items() if each.at <= draft.now and own in draft.stopped}
    waited = {own for own, reason in draft.stopped.items() if reason == Refusal.NO_GATEWAY.text}
    if not late | waited:
        return
    draft.stopped = {own: reason for own, reason in draft.stopped.items() if own not in late | waited}
    draft.anew = late
    draft.dirty = True
    if late:
        draft.engaged.setdefault(draft.site.name, Engaged())
        draft.causes.add(draft.site.name)
