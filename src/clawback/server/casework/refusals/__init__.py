"""Why a decision about a case was refused: each reason is an error of its own, and nothing was changed.

Refusal (clawback.server.people.refusals)
  ReportNotConfirmed ReportAlreadyConfirmed ReportInCase ReportRejected ReportDuplicate ReportWithdrawn
    ReportReferred                                  the report is in another state
  ClaimNotConfirmed ClaimAlreadyConfirmed ClaimRejected ClaimWithdrawn
  RequestNotSent RequestApproved RequestSent RequestAnswered RequestRefused RequestLapsed
  HoldInForce HoldEnded
  StatementNotSent StatementApproved StatementSent StatementAnswered StatementRefused StatementLapsed
  SurplusWaits SurplusDecided
  ReferralNotApproved ReferralApproved ReferralSent ReferralAccepted ReferralDeclined
  ReferralWithdrawn
  WithdrawalAsked WithdrawalNotAsked               what is withdrawn is asked for first, once
  SecondFactorNeeded       a code alone shows states: story, files and contact need the second factor
  WrongFactor              the second factor is another
  FileRefused              the file is of another type, too large, or not what it says it is
  NotKept                  the report was erased: nothing of it is left to open
  NoSuchRecord             no record by that number, or none that the member may know of
  FactsWrong               a fact of a report or an answer cannot be so
  FactNotRead              a fact that is kept was not read in the story, or decided before
  TransferAlreadyClaimed   the transfer is another claim already
  NoTransferShared         reports that are to be joined tell of no transfer in common
  NeedsApprover            the reporter's claims were rejected twice
  AgentUnknown             no directory finds who keeps the account
  LawRefuses               the basis does not allow it; it names the article
  GuardRefuses             it does not cross the border; it names the article
  NoKindOfScam             nothing is asked for a report that names no kind of scam
  ConsentMissing           a referral of a person goes with their consent
  NoPeer PeersAsked PeerRefuses NothingLeft   about asking peers of the federation
  ClaimShared NotShared    another owner's case traces a claim too; none does
  CarrierEnded             the case that carried it is over, and may have paid
  LetterWithdrawn          a letter to an authority abroad was withdrawn
  NoTracedPart             no part of these claims is known to have reached this account
  AboveCap                 more than is left of a loss, of a request or of a hold
  DoesNotFit               claims of several cases or currencies in one request
  EvidenceTooWeak          the debtor's agent did not confirm the transfer yet
  VictimsAccount           a hold on a victim of the same operation is an approver's, with a reason
  NotConfirmedInTime       an emergency request that no approver confirmed is not sent again
  NoticeWithheld NoticeDue NoticeGiven
  ObjectionOpen ObjectionUpheld ObjectionPartlyUpheld ObjectionDismissed ObjectionWithdrawn
  AmendmentDue AmendmentGiven AmendmentOver   the holder is told what changed; was; nothing is left to tell
  ObjectionSuspends        an objection bars the return until it is decided
  ObjectedAlready          an objection of this holder waits already
  ValueGivenOpen ValueGivenAccepted ValueGivenSetAside ValueGivenNoted
  ReleaseAsked ReleaseGranted ReleaseDeclined ReleaseGone  what was put to those who let money go
  BeyondTheBasis           refused as beyond the basis before, and nothing is new
  AskedAlready             the statement is asked for already, or was refused without a new fact since
  NothingProposed          the trace does not propose this (any more)
  StatementTooLarge StatementUnreadable StatementUnbalanced StatementDoesNotFit
                           an upload that is no answer, each with the rows and figures that say why
  ActivatedAlready         this counsel activated the basis, or it needs no activation
  GlassBrokenAlready GlassMended GlassNoted   about breaking the glass of a case
  ExportNotApproved ExportApproved   an export needs another member's approval; it has one
  InQuarantine NotInQuarantine EnquiryAnswered   after a restore
  UnknownCode              no report or hold has this code
  TooManyTries             several codes were wrong: wait
  PlanNotNoticed PlanNoticed PlanApproved PlanPaying PlanPaid PlanWithdrawn
  LineOpen LineContested LineApproved LineDue LineSent LineConfirmed LineBounced LineWithdrawn
  RecallNotSent RecallSent RecallAccepted RecallRefused RecallPending RecallLapsed
  ChangeAsked ChangeIdentityChecked ChangeNameChecked ChangeApprovedOnce ChangeApprovedTwice ChangeInForce
    ChangeRefused
  NothingToReturn          no money is held that may go back now
  IdentityNotVouched VouchedAlready   who the victim is, by their own agent's or the police's word
  RoundClosed              a claim that comes late is not of this round any more
  MoreThanLoss             somebody would get more than they lost
  ReturnUnderWay           money was sent, and the agent did not say what became of it
  OperationProposed OperationWorked OperationEnded
  LinkCutAlready LinkNotCut    a person cut the two; nobody did
  UnknownContact           the contact was not known before the account was changed
  CaseClosed CaseStillOpen nothing new in a closed case; no end while money is held
"""

from __future__ import annotations

from clawback.server.casework.refusals.federation import (
    CarrierEnded,
    ClaimShared,
    GuardRefuses,
    LetterWithdrawn,
    NoKindOfScam,
    NoPeer,
    NothingLeft,
    NotShared,
    PeerRefuses,
    PeersAsked,
)
from clawback.server.casework.refusals.holds import (
    AboveCap,
    AgentUnknown,
    DoesNotFit,
    EvidenceTooWeak,
    HoldEnded,
    HoldInForce,
    LawRefuses,
    NotConfirmedInTime,
    NoTracedPart,
    RequestAnswered,
    RequestApproved,
    RequestLapsed,
    RequestNotSent,
    RequestRefused,
    RequestSent,
    VictimsAccount,
)
from clawback.server.casework.refusals.insiders import (
    ActivatedAlready,
    EnquiryAnswered,
    ExportApproved,
    ExportNotApproved,
    GlassBrokenAlready,
    GlassMended,
    GlassNoted,
    InQuarantine,
    NotInQuarantine,
)
from clawback.server.casework.refusals.operations import (
    LinkCutAlready,
    LinkNotCut,
    OperationEnded,
    OperationProposed,
    OperationWorked,
)
from clawback.server.casework.refusals.redress import (
    AmendmentDue,
    AmendmentGiven,
    AmendmentOver,
    BeyondTheBasis,
    NoticeDue,
    NoticeGiven,
    NoticeWithheld,
    ObjectedAlready,
    ObjectionDismissed,
    ObjectionOpen,
    ObjectionPartlyUpheld,
    ObjectionSuspends,
    ObjectionUpheld,
    ObjectionWithdrawn,
    ReleaseAsked,
    ReleaseDeclined,
    ReleaseGone,
    ReleaseGranted,
    ValueGivenAccepted,
    ValueGivenNoted,
    ValueGivenOpen,
    ValueGivenSetAside,
)
from clawback.server.casework.refusals.reports import (
    ClaimAlreadyConfirmed,
    ClaimNotConfirmed,
    ClaimRejected,
    ClaimWithdrawn,
    ConsentMissing,
    FactNotRead,
    FactsWrong,
    FileRefused,
    NeedsApprover,
    NoSuchRecord,
    NotKept,
    NoTransferShared,
    ReferralAccepted,
    ReferralApproved,
    ReferralDeclined,
    ReferralNotApproved,
    ReferralSent,
    ReferralWithdrawn,
    ReportAlreadyConfirmed,
    ReportDuplicate,
    ReportInCase,
    ReportNotConfirmed,
    ReportReferred,
    ReportRejected,
    ReportWithdrawn,
    SecondFactorNeeded,
    TooManyTries,
    TransferAlreadyClaimed,
    UnknownCode,
    WithdrawalAsked,
    WithdrawalNotAsked,
    WrongFactor,
)
from clawback.server.casework.refusals.returns import (
    CaseClosed,
    CaseStillOpen,
    ChangeApprovedOnce,
    ChangeApprovedTwice,
    ChangeAsked,
    ChangeIdentityChecked,
    ChangeInForce,
    ChangeNameChecked,
    ChangeRefused,
    IdentityNotVouched,
    LineApproved,
    LineBounced,
    LineConfirmed,
    LineContested,
    LineDue,
    LineOpen,
    LineSent,
    LineWithdrawn,
    MoreThanLoss,
    NothingToReturn,
    PlanApproved,
    PlanNoticed,
    PlanNotNoticed,
    PlanPaid,
    PlanPaying,
    PlanWithdrawn,
    RecallAccepted,
    RecallLapsed,
    RecallNotSent,
    RecallPending,
    RecallRefused,
    RecallSent,
    ReturnUnderWay,
    RoundClosed,
    UnknownContact,
    VouchedAlready,
)
from clawback.server.casework.refusals.statements import (
    AskedAlready,
    NothingProposed,
    StatementAnswered,
    StatementApproved,
    StatementDoesNotFit,
    StatementLapsed,
    StatementNotSent,
    StatementRefused,
    StatementSent,
    StatementTooLarge,
    StatementUnbalanced,
    StatementUnreadable,
    SurplusDecided,
    SurplusWaits,
)

__all__ = [
    "AboveCap",
    "ActivatedAlready",
    "AgentUnknown",
    "AmendmentDue",
    "AmendmentGiven",
    "AmendmentOver",
    "AskedAlready",
    "BeyondTheBasis",
    "CarrierEnded",
    "CaseClosed",
    "CaseStillOpen",
    "ChangeApprovedOnce",
    "ChangeApprovedTwice",
    "ChangeAsked",
    "ChangeIdentityChecked",
    "ChangeInForce",
    "ChangeNameChecked",
    "ChangeRefused",
    "ClaimAlreadyConfirmed",
    "ClaimNotConfirmed",
    "ClaimRejected",
    "ClaimShared",
    "ClaimWithdrawn",
    "ConsentMissing",
    "DoesNotFit",
    "EnquiryAnswered",
    "EvidenceTooWeak",
    "ExportApproved",
    "ExportNotApproved",
    "FactNotRead",
    "FactsWrong",
    "FileRefused",
    "GlassBrokenAlready",
    "GlassMended",
    "GlassNoted",
    "GuardRefuses",
    "HoldEnded",
    "HoldInForce",
    "IdentityNotVouched",
    "InQuarantine",
    "LawRefuses",
    "LetterWithdrawn",
    "LineApproved",
    "LineBounced",
    "LineConfirmed",
    "LineContested",
    "LineDue",
    "LineOpen",
    "LineSent",
    "LineWithdrawn",
    "LinkCutAlready",
    "LinkNotCut",
    "MoreThanLoss",
    "NeedsApprover",
    "NoKindOfScam",
    "NoPeer",
    "NoSuchRecord",
    "NoTracedPart",
    "NoTransferShared",
    "NotConfirmedInTime",
    "NotInQuarantine",
    "NotKept",
    "NotShared",
    "NothingLeft",
    "NothingProposed",
    "NothingToReturn",
    "NoticeDue",
    "NoticeGiven",
    "NoticeWithheld",
    "ObjectedAlready",
    "ObjectionDismissed",
    "ObjectionOpen",
    "ObjectionPartlyUpheld",
    "ObjectionSuspends",
    "ObjectionUpheld",
    "ObjectionWithdrawn",
    "OperationEnded",
    "OperationProposed",
    "OperationWorked",
    "PeerRefuses",
    "PeersAsked",
    "PlanApproved",
    "PlanNotNoticed",
    "PlanNoticed",
    "PlanPaid",
    "PlanPaying",
    "PlanWithdrawn",
    "RecallAccepted",
    "RecallLapsed",
    "RecallNotSent",
    "RecallPending",
    "RecallRefused",
    "RecallSent",
    "ReferralAccepted",
    "ReferralApproved",
    "ReferralDeclined",
    "ReferralNotApproved",
    "ReferralSent",
    "ReferralWithdrawn",
    "ReleaseAsked",
    "ReleaseDeclined",
    "ReleaseGone",
    "ReleaseGranted",
    "ReportAlreadyConfirmed",
    "ReportDuplicate",
    "ReportInCase",
    "ReportNotConfirmed",
    "ReportReferred",
    "ReportRejected",
    "ReportWithdrawn",
    "RequestAnswered",
    "RequestApproved",
    "RequestLapsed",
    "RequestNotSent",
    "RequestRefused",
    "RequestSent",
    "ReturnUnderWay",
    "RoundClosed",
    "SecondFactorNeeded",
    "StatementAnswered",
    "StatementApproved",
    "StatementDoesNotFit",
    "StatementLapsed",
    "StatementNotSent",
    "StatementRefused",
    "StatementSent",
    "StatementTooLarge",
    "StatementUnbalanced",
    "StatementUnreadable",
    "SurplusDecided",
    "SurplusWaits",
    "TooManyTries",
    "TransferAlreadyClaimed",
    "UnknownCode",
    "UnknownContact",
    "ValueGivenAccepted",
    "ValueGivenNoted",
    "ValueGivenOpen",
    "ValueGivenSetAside",
    "VictimsAccount",
    "VouchedAlready",
    "WithdrawalAsked",
    "WithdrawalNotAsked",
    "WrongFactor",
]
