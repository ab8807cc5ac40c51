"""waiting > released, kept or gone; asked > released, kept or gone where somebody else lets go."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import SurplusDecided, SurplusWaits
from clawback.server.casework.states.machine import Machine

__all__ = ["SURPLUS", "SURPLUS_OPEN"]

SURPLUS_OPEN: Final = ("waiting", "asked")

SURPLUS: Final = Machine(
    thing="surplus",
    steps={
        ("waiting", "release"): "released",
        ("waiting", "keep"): "kept",
        ("waiting", "drop"): "gone",
        ("asked", "release"): "released",
        ("asked", "keep"): "kept",
        ("asked", "drop"): "gone",
    },
    refusals={
        "waiting": SurplusWaits,
        "asked": SurplusWaits,
        "released": SurplusDecided,
        "kept": SurplusDecided,
        "gone": SurplusDecided,
    },
)
