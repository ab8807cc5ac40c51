"""proposed > worked > ended: linking proposes, an analyst takes up; it ends when nothing links its reports."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import OperationEnded, OperationProposed, OperationWorked
from clawback.server.casework.states.machine import Machine

__all__ = ["OPERATION"]

OPERATION: Final = Machine(
    thing="operation",
    steps={
        ("proposed", "take up"): "worked",
        ("worked", "take up"): "worked",
        ("proposed", "end"): "ended",
        ("worked", "end"): "ended",
    },
    refusals={"proposed": OperationProposed, "worked": OperationWorked, "ended": OperationEnded},
)
