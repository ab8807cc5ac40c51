"""drafted > approved > sent > answered; withdrawn before it is sent."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    LetterWithdrawn,
    RequestAnswered,
    RequestApproved,
    RequestNotSent,
    RequestSent,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["ABROAD"]

ABROAD: Final = Machine(
    thing="letter abroad",
    steps={
        ("drafted", "approve"): "approved",
        ("approved", "send"): "sent",
        ("sent", "answer"): "answered",
        ("drafted", "withdraw"): "withdrawn",
        ("approved", "withdraw"): "withdrawn",
        ("withdrawn", "draft"): "drafted",
    },
    refusals={
        "drafted": RequestNotSent,
        "approved": RequestApproved,
        "sent": RequestSent,
        "answered": RequestAnswered,
        "withdrawn": LetterWithdrawn,
    },
)
