"""drafted > approved > sent > accepted or declined; withdrawn where what it tells was forgotten before its answer."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    ReferralAccepted,
    ReferralApproved,
    ReferralDeclined,
    ReferralNotApproved,
    ReferralSent,
    ReferralWithdrawn,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["REFERRAL", "UNDER_WAY"]

UNDER_WAY: Final = ("drafted", "approved", "sent")
"""Not answered yet."""

REFERRAL: Final = Machine(
    thing="referral",
    steps={
        ("drafted", "approve"): "approved",
        ("approved", "send"): "sent",
        ("sent", "accept"): "accepted",
        ("sent", "decline"): "declined",
        **{(state, "withdraw"): "withdrawn" for state in UNDER_WAY},
    },
    refusals={
        "drafted": ReferralNotApproved,
        "approved": ReferralApproved,
        "sent": ReferralSent,
        "accepted": ReferralAccepted,
        "declined": ReferralDeclined,
        "withdrawn": ReferralWithdrawn,
    },
)
