"""What the database keeps of cases: one file a thing."""

from clawback.server.casework.models.account import Account
from clawback.server.casework.models.account_name import NAME_KINDS, AccountName
from clawback.server.casework.models.activation import LawActivation
from clawback.server.casework.models.agent_code import SCHEMES, AgentCode
from clawback.server.casework.models.beyond_basis import BeyondBasis
from clawback.server.casework.models.case import Assignment, Case
from clawback.server.casework.models.claim import Claim
from clawback.server.casework.models.code_try import CodeTry
from clawback.server.casework.models.contest import Contest
from clawback.server.casework.models.draft import Draft
from clawback.server.casework.models.endpoint import Delivery, Endpoint, Feed
from clawback.server.casework.models.fact import VERDICTS, Fact
from clawback.server.casework.models.federation import (
    PEER_HOLD_OPEN,
    PEER_HOLD_STATES,
    Letter,
    PeerCredit,
    PeerHold,
    PeerHoldPart,
    PeerQuestion,
    QuestionClaim,
    Seat,
    TurnedAway,
)
from clawback.server.casework.models.hold import Hold, HoldPart, Reduction, ReductionPart
from clawback.server.casework.models.hold_for_peer import HoldForPeer
from clawback.server.casework.models.hold_request import HoldRequest, HoldRequestPart
from clawback.server.casework.models.insider import OPENED, BrokenGlass, Export, Opening
from clawback.server.casework.models.letter_abroad import LetterAbroad
from clawback.server.casework.models.message import MESSAGES, AgentMessage, AgentReminder, Message
from clawback.server.casework.models.notice import MOST_HOLDERS, Amendment, Notice, NoticeCode, NoticeKey
from clawback.server.casework.models.objection import Objection
from clawback.server.casework.models.objection_file import ObjectionFile
from clawback.server.casework.models.operation import (
    SOURCES,
    Cut,
    Link,
    LinkedReport,
    LinkedThing,
    Operation,
    OperationReport,
)
from clawback.server.casework.models.plan import OUTCOMES, Plan, PlanLine, Sending
from clawback.server.casework.models.proposal import PROPOSALS, Proposal, Surplus, SurplusPart
from clawback.server.casework.models.quarantine import (
    ENQUIRED,
    CheckpointGiven,
    Enquiry,
    EnquiryLine,
    EnquiryState,
    Quarantine,
)
from clawback.server.casework.models.recall import CameBack, Recall
from clawback.server.casework.models.referral import HOW, WHO, Referral
from clawback.server.casework.models.release_request import ReleaseRequest
from clawback.server.casework.models.report import Identifier, Report, StoredKey, Words
from clawback.server.casework.models.report_file import FILE_KINDS, ReportFile
from clawback.server.casework.models.review import Review
from clawback.server.casework.models.search import Search
from clawback.server.casework.models.standing import AccountChange, Reimbursement, Vouching
from clawback.server.casework.models.statement import ANSWER_KINDS, Conflict, Entry, PseudonymKey, Statement
from clawback.server.casework.models.statement_request import StatementRequest
from clawback.server.casework.models.tally import FirstHold, Tally
from clawback.server.casework.models.token import TOKEN_ROLES, KeptAnswer, SeenNonce, Token
from clawback.server.casework.models.value_given import ValueGiven

__all__ = [
    "ANSWER_KINDS",
    "ENQUIRED",
    "FILE_KINDS",
    "HOW",
    "MESSAGES",
    "MOST_HOLDERS",
    "NAME_KINDS",
    "OPENED",
    "OUTCOMES",
    "PEER_HOLD_OPEN",
    "PEER_HOLD_STATES",
    "PROPOSALS",
    "SCHEMES",
    "SOURCES",
    "TOKEN_ROLES",
    "VERDICTS",
    "WHO",
    "Account",
    "AccountChange",
    "AccountName",
    "AgentCode",
    "AgentMessage",
    "AgentReminder",
    "Amendment",
    "Assignment",
    "BeyondBasis",
    "BrokenGlass",
    "CameBack",
    "Case",
    "CheckpointGiven",
    "Claim",
    "CodeTry",
    "Conflict",
    "Contest",
    "Cut",
    "Delivery",
    "Draft",
    "Endpoint",
    "Enquiry",
    "EnquiryLine",
    "EnquiryState",
    "Entry",
    "Export",
    "Fact",
    "Feed",
    "FirstHold",
    "Hold",
    "HoldForPeer",
    "HoldPart",
    "HoldRequest",
    "HoldRequestPart",
    "Identifier",
    "KeptAnswer",
    "LawActivation",
    "Letter",
    "LetterAbroad",
    "Link",
    "LinkedReport",
    "LinkedThing",
    "Message",
    "Notice",
    "NoticeCode",
    "NoticeKey",
    "Objection",
    "ObjectionFile",
    "Opening",
    "Operation",
    "OperationReport",
    "PeerCredit",
    "PeerHold",
    "PeerHoldPart",
    "PeerQuestion",
    "Plan",
    "PlanLine",
    "Proposal",
    "PseudonymKey",
    "Quarantine",
    "QuestionClaim",
    "Recall",
    "Reduction",
    "ReductionPart",
    "Referral",
    "Reimbursement",
    "ReleaseRequest",
    "Report",
    "ReportFile",
    "Review",
    "Search",
    "Seat",
    "SeenNonce",
    "Sending",
    "Statement",
    "StatementRequest",
    "StoredKey",
    "Surplus",
    "SurplusPart",
    "Tally",
    "Token",
    "TurnedAway",
    "ValueGiven",
    "Vouching",
    "Words",
]
