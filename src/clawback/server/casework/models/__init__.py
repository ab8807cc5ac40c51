"""What the database keeps of cases: one file a thing."""

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.activation import LawActivation
from clawback.server.casework.models.case import Assignment, Case
from clawback.server.casework.models.claim import Claim
from clawback.server.casework.models.code_try import CodeTry
from clawback.server.casework.models.hold import Hold, HoldPart, Reduction, ReductionPart
from clawback.server.casework.models.hold_request import HoldRequest, HoldRequestPart
from clawback.server.casework.models.insider import OPENED, BrokenGlass, Export, Opening
from clawback.server.casework.models.message import MESSAGES, Message
from clawback.server.casework.models.quarantine import CheckpointGiven, Enquiry, EnquiryLine, Quarantine
from clawback.server.casework.models.report import Report, StoredKey

__all__ = [
    "MESSAGES",
    "OPENED",
    "Account",
    "Assignment",
    "BrokenGlass",
    "Case",
    "CheckpointGiven",
    "Claim",
    "CodeTry",
    "Enquiry",
    "EnquiryLine",
    "Export",
    "Hold",
    "HoldPart",
    "HoldRequest",
    "HoldRequestPart",
    "LawActivation",
    "Message",
    "Opening",
    "Quarantine",
    "Reduction",
    "ReductionPart",
    "Report",
    "StoredKey",
]
