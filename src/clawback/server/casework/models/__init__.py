"""What the database keeps of cases: one file a thing."""

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.case import Assignment, Case
from clawback.server.casework.models.claim import Claim
from clawback.server.casework.models.code_try import CodeTry
from clawback.server.casework.models.hold import Hold, HoldPart, Reduction, ReductionPart
from clawback.server.casework.models.hold_request import HoldRequest, HoldRequestPart
from clawback.server.casework.models.message import MESSAGES, Message
from clawback.server.casework.models.plan import OUTCOMES, Plan, PlanLine, Sending
from clawback.server.casework.models.recall import CameBack, Recall
from clawback.server.casework.models.report import Report, StoredKey
from clawback.server.casework.models.standing import AccountChange, Reimbursement, Vouching

__all__ = [
    "MESSAGES",
    "OUTCOMES",
    "Account",
    "AccountChange",
    "Assignment",
    "CameBack",
    "Case",
    "Claim",
    "CodeTry",
    "Hold",
    "HoldPart",
    "HoldRequest",
    "HoldRequestPart",
    "Message",
    "Plan",
    "PlanLine",
    "Recall",
    "Reduction",
    "ReductionPart",
    "Reimbursement",
    "Report",
    "Sending",
    "StoredKey",
    "Vouching",
]
