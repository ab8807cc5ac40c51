"""placed > ended; it ends when nothing of it is in force."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import HoldEnded, HoldInForce
from clawback.server.casework.states.machine import Machine

__all__ = ["ENDINGS", "HOLD"]

ENDINGS: Final = ("released", "expired", "paid over")
"""What becomes of money that was held."""

HOLD: Final = Machine(
    thing="hold",
    steps={
        ("placed", "release"): "placed",
        ("placed", "expire"): "placed",
        ("placed", "pay"): "placed",
        ("placed", "renew"): "placed",
        ("placed", "end"): "ended",
    },
    refusals={"placed": HoldInForce, "ended": HoldEnded},
)
