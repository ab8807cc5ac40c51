"""due > given; or over, where the hold ended first."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import AmendmentDue, AmendmentGiven, AmendmentOver
from clawback.server.casework.states.machine import Machine

__all__ = ["AMENDMENT"]

AMENDMENT: Final = Machine(
    thing="amendment",
    steps={("due", "give"): "given", ("due", "drop"): "over"},
    refusals={"due": AmendmentDue, "given": AmendmentGiven, "over": AmendmentOver},
)
