"""made > upheld, partly upheld or dismissed; or withdrawn. Late is a fact beside it, not a state."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    ObjectionDismissed,
    ObjectionOpen,
    ObjectionPartlyUpheld,
    ObjectionUpheld,
    ObjectionWithdrawn,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["OBJECTION"]

OBJECTION: Final = Machine(
    thing="objection",
    steps={
        ("made", "hand over"): "made",
        ("made", "uphold"): "upheld",
        ("made", "partly uphold"): "partly upheld",
        ("made", "dismiss"): "dismissed",
        ("made", "withdraw"): "withdrawn",
    },
    refusals={
        "made": ObjectionOpen,
        "upheld": ObjectionUpheld,
        "partly upheld": ObjectionPartlyUpheld,
        "dismissed": ObjectionDismissed,
        "withdrawn": ObjectionWithdrawn,
    },
)
