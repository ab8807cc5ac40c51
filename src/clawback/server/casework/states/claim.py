"""reported > confirmed; or rejected, withdrawn."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    ClaimAlreadyConfirmed,
    ClaimNotConfirmed,
    ClaimRejected,
    ClaimWithdrawn,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["CLAIM", "EVIDENCE"]

EVIDENCE: Final = ("told", "found", "confirmed")
"""Told by the victim; found by the creditor's agent; confirmed by the debtor's agent. It never falls."""

CLAIM: Final = Machine(
    thing="claim",
    steps={
        ("reported", "confirm"): "confirmed",
        ("reported", "reject"): "rejected",
        ("reported", "withdraw"): "withdrawn",
        ("confirmed", "reject"): "rejected",
        ("confirmed", "withdraw"): "withdrawn",
    },
    refusals={
        "reported": ClaimNotConfirmed,
        "confirmed": ClaimAlreadyConfirmed,
        "rejected": ClaimRejected,
        "withdrawn": ClaimWithdrawn,
    },
)
