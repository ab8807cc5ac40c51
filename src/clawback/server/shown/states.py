"""The shape that stands beside each state's word, so that no state is told by colour alone."""

from __future__ import annotations

from typing import Final

__all__ = ["SHAPES", "shape_of"]

SHAPES: Final[dict[str, str]] = {
    # begun, nobody has said yes yet
    "received": "○",
    "reported": "○",
    "told": "○",
    "drafted": "○",
    "made": "○",
    "open": "○",
    "proposed": "○",
    "left": "○",
    "asked": "○",
    # under way, somebody's answer is waited for
    "found": "◐",
    "approved": "◐",
    "noticed": "◐",
    "sent": "◐",
    "paying": "◐",
    "due": "◐",
    "pending": "◐",
    "withheld": "◐",
    "identity checked": "◐",
    "name checked": "◐",
    "approved once": "◐",
    "approved twice": "◐",
    # in force, or done
    "confirmed": "●",
    "in case": "●",
    "worked": "●",
    "placed": "●",
    "answered": "●",
    "accepted": "●",
    "paid": "●",
    "upheld": "●",
    "partly upheld": "●",
    "in force": "●",
    "given": "●",
    "granted": "●",
    "noted": "●",
    # over
    "ended": "■",
    "released": "■",
    "expired": "■",
    "over": "■",
    "paid over": "■",
    "referred": "■",
    "set aside": "■",
    "gone": "■",
    "withdrawn": "◇",
    "lapsed": "◇",
    "duplicate": "◇",
    # no
    "rejected": "✕",
    "refused": "✕",
    "dismissed": "✕",
    "declined": "✕",
    "bounced": "✕",
    # somebody is late, or two say different things
    "overdue": "▲",
    "contested": "▲",
}

_OTHER = "◆"


def shape_of(state: str) -> str:
    """One character; the same for states that mean the same to a reader."""
    return SHAPES.get(state, _OTHER)
