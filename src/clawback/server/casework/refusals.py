"""Why a decision about a case was refused: each reason is an error of its own, and nothing was changed.

Refusal (clawback.server.people.refusals)
  ReportNotConfirmed ReportAlreadyConfirmed ReportInCase ReportRejected ReportDuplicate ReportWithdrawn
    ReportReferred                                  the report is in another state
  ClaimNotConfirmed ClaimAlreadyConfirmed ClaimRejected ClaimWithdrawn
  RequestNotSent RequestApproved RequestSent RequestAnswered RequestRefused RequestLapsed
  HoldInForce HoldEnded
  NoSuchRecord             no record by that number, or none that the member may know of
  FactsWrong               a fact of a report or an answer cannot be so
  TransferAlreadyClaimed   the transfer is another claim already
  NeedsApprover            the reporter's claims were rejected twice
  AgentUnknown             no directory finds who keeps the account
  LawRefuses               the basis does not allow it; it names the article
  NoTracedPart             no part of these claims is known to have reached this account
  AboveCap                 more than is left of a loss, of a request or of a hold
  DoesNotFit               claims of several cases or currencies in one request
  EvidenceTooWeak          the debtor's agent did not confirm the transfer yet
  NotConfirmedInTime       an emergency request that no approver confirmed is not sent again
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
  UnknownContact           the contact was not known before the account was changed
  CaseClosed CaseStillOpen nothing new in a closed case; no end while money is held
"""

from __future__ import annotations

from clawback.server.people.refusals import Refusal

__all__ = [
    "AboveCap",
    "AgentUnknown",
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
    "ClaimWithdrawn",
    "DoesNotFit",
    "EvidenceTooWeak",
    "FactsWrong",
    "HoldEnded",
    "HoldInForce",
    "IdentityNotVouched",
    "LawRefuses",
    "LineApproved",
    "LineBounced",
    "LineConfirmed",
    "LineContested",
    "LineDue",
    "LineOpen",
    "LineSent",
    "LineWithdrawn",
    "MoreThanLoss",
    "NeedsApprover",
    "NoSuchRecord",
    "NoTracedPart",
    "NotConfirmedInTime",
    "NothingToReturn",
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
    "TooManyTries",
    "TransferAlreadyClaimed",
    "UnknownCode",
    "UnknownContact",
    "VouchedAlready",
]


class ReportNotConfirmed(Refusal):
    """The report was not confirmed yet."""


class ReportAlreadyConfirmed(Refusal):
    """The report was confirmed before."""


class ReportInCase(Refusal):
    """The report is in a case already."""


class ReportRejected(Refusal):
    """The report was rejected."""


class ReportDuplicate(Refusal):
    """The report was joined to an earlier one."""


class ReportWithdrawn(Refusal):
    """The report was withdrawn."""


class ReportReferred(Refusal):
    """The report was referred to another authority."""


class ClaimNotConfirmed(Refusal):
    """The claim was not confirmed yet."""


class ClaimAlreadyConfirmed(Refusal):
    """The claim was confirmed before."""


class ClaimRejected(Refusal):
    """The claim was rejected."""


class ClaimWithdrawn(Refusal):
    """The claim was withdrawn."""


class RequestNotSent(Refusal):
    """The request is a draft."""


class RequestApproved(Refusal):
    """The request was approved, and not sent yet."""


class RequestSent(Refusal):
    """The request was sent, and waits for its answer."""


class RequestAnswered(Refusal):
    """The request was answered."""


class RequestRefused(Refusal):
    """The agent refused the request."""


class RequestLapsed(Refusal):
    """The request lapsed."""


class HoldInForce(Refusal):
    """The hold is in force."""


class HoldEnded(Refusal):
    """The hold has ended."""


class NoSuchRecord(Refusal):
    """No record has that number, or none that the member may know of."""


class FactsWrong(Refusal):
    """A fact of a report or an answer cannot be so."""


class TransferAlreadyClaimed(Refusal):
    """The transfer is another claim already."""


class NeedsApprover(Refusal):
    """The reporter's claims were rejected twice: an approver takes the next."""


class AgentUnknown(Refusal):
    """No directory finds who keeps the account: no request is sent."""


class LawRefuses(Refusal):
    """The basis does not allow it; the text names the article."""


class NoTracedPart(Refusal):
    """No part of these claims is known to have reached this account."""


class AboveCap(Refusal):
    """More than is left of a loss, of a request or of a hold."""


class EvidenceTooWeak(Refusal):
    """The debtor's agent did not confirm the transfer yet."""


class NotConfirmedInTime(Refusal):
    """An emergency request for this credit lapsed unconfirmed: it is not sent again."""


class DoesNotFit(Refusal):
    """What stands in one request is of several cases or currencies."""


class UnknownCode(Refusal):
    """No report or hold has this code."""


class TooManyTries(Refusal):
    """Several codes were wrong: the next try comes after a wait."""


class PlanNotNoticed(Refusal):
    """The plan is a draft: nobody was told of it yet."""


class PlanNoticed(Refusal):
    """The plan was made known, and waits for its time or its approvals."""


class PlanApproved(Refusal):
    """The plan was approved by two."""


class PlanPaying(Refusal):
    """The plan is being paid."""


class PlanPaid(Refusal):
    """The plan was paid."""


class PlanWithdrawn(Refusal):
    """The plan was withdrawn."""


class LineOpen(Refusal):
    """The line of the plan is open: the plan was not approved yet."""


class LineContested(Refusal):
    """Somebody objects to the line, and that is not decided."""


class LineApproved(Refusal):
    """The line was approved, and is not due yet."""


class LineDue(Refusal):
    """The line is due, and was not sent."""


class LineSent(Refusal):
    """The line was sent, and waits for the agent's word."""


class LineConfirmed(Refusal):
    """The line was paid, and the agent confirmed it."""


class LineBounced(Refusal):
    """The money of the line came back to the agent."""


class LineWithdrawn(Refusal):
    """The line was withdrawn."""


class RecallNotSent(Refusal):
    """The recall is a draft."""


class RecallSent(Refusal):
    """The recall was sent, and waits for its answer."""


class RecallAccepted(Refusal):
    """The recall brought money back."""


class RecallRefused(Refusal):
    """The recall was refused."""


class RecallPending(Refusal):
    """The recall is being looked at by the other agent."""


class RecallLapsed(Refusal):
    """Nobody answered the recall in time."""


class ChangeAsked(Refusal):
    """The other account was asked for: the victim's identity comes first."""


class ChangeIdentityChecked(Refusal):
    """The identity was checked: the name at the new account's agent comes next."""


class ChangeNameChecked(Refusal):
    """The name was checked: two approvers come next."""


class ChangeApprovedOnce(Refusal):
    """One approver agreed to the other account: another one comes next."""


class ChangeApprovedTwice(Refusal):
    """The other account was approved by two, and waits until it is in force."""


class ChangeInForce(Refusal):
    """Returns go to the other account."""


class ChangeRefused(Refusal):
    """The other account was refused."""


class NothingToReturn(Refusal):
    """No money is held that may go back now."""


class IdentityNotVouched(Refusal):
    """Nobody vouched for the victim's identity."""


class VouchedAlready(Refusal):
    """The victim's identity was vouched for before."""


class RoundClosed(Refusal):
    """A claim that comes late is not of this round any more."""


class MoreThanLoss(Refusal):
    """Somebody would get more than they lost."""


class ReturnUnderWay(Refusal):
    """The money was sent to its victim, and the agent did not say what became of it."""


class UnknownContact(Refusal):
    """The contact was not known before the change."""


class CaseClosed(Refusal):
    """The case is closed: nothing new is asked for in it."""


class CaseStillOpen(Refusal):
    """Money of the case is still held, asked for or being paid."""
