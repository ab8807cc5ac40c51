"""A return plan: drafted > noticed > approved > paying > paid; or withdrawn before paying. And its lines."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    LineApproved,
    LineBounced,
    LineConfirmed,
    LineContested,
    LineDue,
    LineOpen,
    LineSent,
    LineWithdrawn,
    PlanApproved,
    PlanNoticed,
    PlanNotNoticed,
    PlanPaid,
    PlanPaying,
    PlanWithdrawn,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["LINE", "PLAN", "UNSENT"]

PLAN: Final = Machine(
    thing="plan",
    steps={
        ("drafted", "notice"): "noticed",
        ("noticed", "approve"): "approved",
        ("approved", "pay"): "paying",
        ("paying", "end"): "paid",
        ("drafted", "withdraw"): "withdrawn",
        ("noticed", "withdraw"): "withdrawn",
        ("approved", "withdraw"): "withdrawn",
        # Nothing of it was paid, because the holds ended first.
        ("drafted", "lapse"): "withdrawn",
        ("noticed", "lapse"): "withdrawn",
        ("approved", "lapse"): "withdrawn",
        ("paying", "lapse"): "withdrawn",
    },
    refusals={
        "drafted": PlanNotNoticed,
        "noticed": PlanNoticed,
        "approved": PlanApproved,
        "paying": PlanPaying,
        "paid": PlanPaid,
        "withdrawn": PlanWithdrawn,
    },
)

UNSENT: Final = ("open", "contested", "approved", "due", "bounced")
"""What such a line is to pay is reserved, and still in the account."""

LINE: Final = Machine(
    thing="line",
    steps={
        ("open", "contest"): "contested",
        ("approved", "contest"): "contested",
        ("due", "contest"): "contested",
        ("contested", "keep"): "open",
        ("open", "approve"): "approved",
        ("approved", "pay"): "due",
        ("bounced", "pay"): "due",
        ("due", "send"): "sent",
        ("sent", "confirm"): "confirmed",
        ("sent", "bounce"): "bounced",
        # The agent says that it never happened: it may be sent again.
        ("sent", "deny"): "due",
        **{(state, "withdraw"): "withdrawn" for state in UNSENT},
    },
    refusals={
        "open": LineOpen,
        "contested": LineContested,
        "approved": LineApproved,
        "due": LineDue,
        "sent": LineSent,
        "confirmed": LineConfirmed,
        "bounced": LineBounced,
        "withdrawn": LineWithdrawn,
    },
)
