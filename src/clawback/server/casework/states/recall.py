"""drafted > sent > accepted, refused or pending; or lapsed."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    RecallAccepted,
    RecallLapsed,
    RecallNotSent,
    RecallPending,
    RecallRefused,
    RecallSent,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["OPEN_RECALLS", "RECALL"]

OPEN_RECALLS: Final = ("drafted", "sent", "pending")
"""A claim has one of these at a time."""

RECALL: Final = Machine(
    thing="recall",
    steps={
        ("drafted", "send"): "sent",
        ("sent", "accept"): "accepted",
        ("sent", "refuse"): "refused",
        ("sent", "wait"): "pending",
        ("pending", "accept"): "accepted",
        ("pending", "refuse"): "refused",
        ("drafted", "lapse"): "lapsed",
        ("sent", "lapse"): "lapsed",
        ("pending", "lapse"): "lapsed",
    },
    refusals={
        "drafted": RecallNotSent,
        "sent": RecallSent,
        "accepted": RecallAccepted,
        "refused": RecallRefused,
        "pending": RecallPending,
        "lapsed": RecallLapsed,
    },
)
