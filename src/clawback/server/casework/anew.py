"""Trace claims anew: what follows from what became known, or from what is over, is found out by a clock, at once."""

from __future__ import annotations

from collections.abc import Iterable

from clawback.server.clocks.setting import set_clock
from clawback.server.people.acting import Act

__all__ = ["trace_anew"]


def trace_anew(act: Act, claims: Iterable[int]) -> None:
    """Within a decision. Not in the decision itself: whoever traces locks claims before holds and requests."""
    for claim in sorted(set(claims)):
        set_clock("claim", claim, "retrace", at=act.at, due_at=act.at)
