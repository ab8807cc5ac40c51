"""drafted > approved > sent > answered or refused or lapsed; an emergency request goes from drafted to sent."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    RequestAnswered,
    RequestApproved,
    RequestLapsed,
    RequestNotSent,
    RequestRefused,
    RequestSent,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["HOLD_REQUEST", "OPEN", "SILENCE"]

SILENCE: Final = ("none", "reminded", "second contact", "regulator")
"""How far it went with an agent that does not answer."""

OPEN: Final = ("drafted", "approved", "sent")
"""What it asks for counts under the caps as if it were held."""

HOLD_REQUEST: Final = Machine(
    thing="hold request",
    steps={
        ("drafted", "approve"): "approved",
        ("drafted", "send at once"): "sent",
        ("approved", "send"): "sent",
        ("sent", "place"): "answered",
        ("sent", "refuse"): "refused",
        ("drafted", "lapse"): "lapsed",
        ("approved", "lapse"): "lapsed",
        ("sent", "lapse"): "lapsed",
    },
    refusals={
        "drafted": RequestNotSent,
        "approved": RequestApproved,
        "sent": RequestSent,
        "answered": RequestAnswered,
        "refused": RequestRefused,
        "lapsed": RequestLapsed,
    },
)
