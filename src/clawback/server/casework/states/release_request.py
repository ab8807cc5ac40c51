"""asked > granted or declined, by whoever the basis says lets the money go; gone where nothing is left of it."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import ReleaseAsked, ReleaseDeclined, ReleaseGone, ReleaseGranted
from clawback.server.casework.states.machine import Machine

__all__ = ["RELEASE_REQUEST"]

RELEASE_REQUEST: Final = Machine(
    thing="release request",
    steps={
        ("asked", "grant"): "granted",
        ("asked", "decline"): "declined",
        ("asked", "drop"): "gone",
    },
    refusals={
        "asked": ReleaseAsked,
        "granted": ReleaseGranted,
        "declined": ReleaseDeclined,
        "gone": ReleaseGone,
    },
)
