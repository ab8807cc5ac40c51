"""received > confirmed > in case; or rejected, duplicate, withdrawn, referred.

A duplicate stands by itself again where the one that it was joined to ends, and it told more than that one.
"""

from __future__ import annotations

from typing import Final

from clawback.server.casework.refusals import (
    ReportAlreadyConfirmed,
    ReportDuplicate,
    ReportInCase,
    ReportNotConfirmed,
    ReportReferred,
    ReportRejected,
    ReportWithdrawn,
)
from clawback.server.casework.states.machine import Machine

__all__ = ["REPORT"]

REPORT: Final = Machine(
    thing="report",
    steps={
        ("received", "confirm"): "confirmed",
        ("received", "reject"): "rejected",
        ("received", "join"): "duplicate",
        ("received", "withdraw"): "withdrawn",
        ("received", "refer"): "referred",
        # The one that it was joined to ended, and what only this one told goes on.
        ("duplicate", "separate"): "received",
        ("duplicate", "withdraw"): "withdrawn",
        ("confirmed", "open"): "in case",
        ("confirmed", "link"): "in case",
        ("confirmed", "reject"): "rejected",
        ("confirmed", "join"): "duplicate",
        ("confirmed", "withdraw"): "withdrawn",
        ("confirmed", "refer"): "referred",
        ("in case", "withdraw"): "withdrawn",
        ("in case", "reject"): "rejected",
    },
    refusals={
        "received": ReportNotConfirmed,
        "confirmed": ReportAlreadyConfirmed,
        "in case": ReportInCase,
        "rejected": ReportRejected,
        "duplicate": ReportDuplicate,
        "withdrawn": ReportWithdrawn,
        "referred": ReportReferred,
    },
)
