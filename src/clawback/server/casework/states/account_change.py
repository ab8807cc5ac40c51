"""asked > identity checked > name checked > approved once > approved twice > in force; or refused."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    ChangeApprovedOnce,
    ChangeApprovedTwice,
    ChangeAsked,
    ChangeIdentityChecked,
    ChangeInForce,
    ChangeNameChecked,
    ChangeRefused,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["ACCOUNT_CHANGE", "OPEN_CHANGES"]

OPEN_CHANGES: Final = ("asked", "identity checked", "name checked", "approved once", "approved twice")
"""A claim has one of these at a time; each can still be refused."""

ACCOUNT_CHANGE: Final = Machine(
    thing="account change",
    steps={
        ("asked", "check identity"): "identity checked",
        ("identity checked", "check name"): "name checked",
        ("name checked", "approve"): "approved once",
        ("approved once", "approve"): "approved twice",
        ("approved twice", "begin"): "in force",
        **{(state, "refuse"): "refused" for state in OPEN_CHANGES},
    },
    refusals={
        "asked": ChangeAsked,
        "identity checked": ChangeIdentityChecked,
        "name checked": ChangeNameChecked,
        "approved once": ChangeApprovedOnce,
        "approved twice": ChangeApprovedTwice,
        "in force": ChangeInForce,
        "refused": ChangeRefused,
    },
)
