"""told > accepted, by its clock; or set aside, with an approver's reasons; or noted, where the law protects nothing."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    ValueGivenAccepted,
    ValueGivenNoted,
    ValueGivenOpen,
    ValueGivenSetAside,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["STOPS", "VALUE_GIVEN"]

STOPS: Final = ("told", "accepted")
"""While it is so, no money is followed beyond the account."""

VALUE_GIVEN: Final = Machine(
    thing="word that value was given",
    steps={
        ("told", "accept"): "accepted",
        ("told", "set aside"): "set aside",
    },
    refusals={
        "told": ValueGivenOpen,
        "accepted": ValueGivenAccepted,
        "set aside": ValueGivenSetAside,
        "noted": ValueGivenNoted,
    },
)
