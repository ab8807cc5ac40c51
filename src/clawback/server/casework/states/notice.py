"""withheld > due > given; a court's order withholds again what was not given yet."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import NoticeDue, NoticeGiven, NoticeWithheld
from clawback.server.casework.states.machine import Machine

__all__ = ["NOTICE"]

NOTICE: Final = Machine(
    thing="notice",
    steps={
        ("withheld", "tell"): "due",
        ("withheld", "delay"): "withheld",
        ("due", "delay"): "withheld",
        ("due", "give"): "given",
    },
    refusals={"withheld": NoticeWithheld, "due": NoticeDue, "given": NoticeGiven},
)
