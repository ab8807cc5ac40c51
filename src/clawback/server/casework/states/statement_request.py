"""drafted > approved > sent > answered or refused or lapsed; a newer answer may replace an older one."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    StatementAnswered,
    StatementApproved,
    StatementLapsed,
    StatementNotSent,
    StatementRefused,
    StatementSent,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["STATEMENT_OPEN", "STATEMENT_REQUEST"]

STATEMENT_OPEN: Final = ("drafted", "approved", "sent")
"""It waits for somebody: no second one is drafted for the same account and claim."""

STATEMENT_REQUEST: Final = Machine(
    thing="statement request",
    steps={
        ("drafted", "approve"): "approved",
        ("approved", "send"): "sent",
        ("sent", "answer"): "answered",
        ("answered", "answer"): "answered",
        ("sent", "refuse"): "refused",
        ("drafted", "lapse"): "lapsed",
        ("approved", "lapse"): "lapsed",
        ("sent", "lapse"): "lapsed",
    },
    refusals={
        "drafted": StatementNotSent,
        "approved": StatementApproved,
        "sent": StatementSent,
        "answered": StatementAnswered,
        "refused": StatementRefused,
        "lapsed": StatementLapsed,
    },
)
