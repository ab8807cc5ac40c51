"""drafted > approved > sent > accepted or declined."""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    ReferralAccepted,
    ReferralApproved,
    ReferralDeclined,
    ReferralNotApproved,
    ReferralSent,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["REFERRAL"]

REFERRAL: Final = Machine(
    thing="referral",
    steps={
        ("drafted", "approve"): "approved",
        ("approved", "send"): "sent",
        ("sent", "accept"): "accepted",
        ("sent", "decline"): "declined",
    },
    refusals={
        "drafted": ReferralNotApproved,
        "approved": ReferralApproved,
        "sent": ReferralSent,
        "accepted": ReferralAccepted,
        "declined": ReferralDeclined,
    },
)
