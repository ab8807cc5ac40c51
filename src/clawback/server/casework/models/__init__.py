"""What the database keeps of cases: one file a thing."""

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.case import Assignment, Case
from clawback.server.casework.models.claim import Claim
from clawback.server.casework.models.code_try import CodeTry
from clawback.server.casework.models.draft import Draft
from clawback.server.casework.models.hold import Hold, HoldPart, Reduction, ReductionPart
from clawback.server.casework.models.hold_request import HoldRequest, HoldRequestPart
from clawback.server.casework.models.message import MESSAGES, Message
from clawback.server.casework.models.referral import Referral
from clawback.server.casework.models.report import Identifier, Report, StoredKey, Words
from clawback.server.casework.models.report_file import FILE_KINDS, ReportFile

__all__ = [
    "FILE_KINDS",
    "MESSAGES",
    "Account",
    "Assignment",
    "Case",
    "Claim",
    "CodeTry",
    "Draft",
    "Hold",
    "HoldPart",
    "HoldRequest",
    "HoldRequestPart",
    "Identifier",
    "Message",
    "Reduction",
    "ReductionPart",
    "Referral",
    "Report",
    "ReportFile",
    "StoredKey",
    "Words",
]
