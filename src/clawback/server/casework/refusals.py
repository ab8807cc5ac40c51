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
  WithdrawalAsked WithdrawalNotAsked               what is withdrawn is asked for first, once
  SecondFactorNeeded       a code alone shows states: story, files and contact need the second factor
  WrongFactor              the second factor is another
  FileRefused              the file is of another type, too large, or not what it says it is
  NotKept                  the report was erased: nothing of it is left to open
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
  NoticeWithheld NoticeDue NoticeGiven
  ObjectionOpen ObjectionUpheld ObjectionPartlyUpheld ObjectionDismissed ObjectionWithdrawn
  ObjectedAlready          an objection of this holder waits already
  ValueGivenOpen ValueGivenAccepted ValueGivenSetAside ValueGivenNoted
  ReleaseAsked ReleaseGranted ReleaseDeclined         what was put to those who let money go
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
  UnknownContact           the contact was not known before the account was changed
  CaseClosed CaseStillOpen nothing new in a closed case; no end while money is held
"""

from __future__ import annotations

from clawback.errors import InputError
from clawback.law.answers import Refused
from clawback.server.people.refusals import Refusal

__all__ = [
    "AboveCap",
    "ActivatedAlready",
    "AgentUnknown",
    "AskedAlready",
    "BeyondTheBasis",
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
    "EnquiryAnswered",
    "EvidenceTooWeak",
    "ExportApproved",
    "ExportNotApproved",
    "FactsWrong",
    "FileRefused",
    "GlassBrokenAlready",
    "GlassMended",
    "GlassNoted",
    "HoldEnded",
    "HoldInForce",
    "IdentityNotVouched",
    "InQuarantine",
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
    "NotInQuarantine",
    "NotKept",
    "NothingProposed",
    "NothingToReturn",
    "NoticeDue",
    "NoticeGiven",
    "NoticeWithheld",
    "ObjectedAlready",
    "ObjectionDismissed",
    "ObjectionOpen",
    "ObjectionPartlyUpheld",
    "ObjectionUpheld",
    "ObjectionWithdrawn",
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
    "ReleaseAsked",
    "ReleaseDeclined",
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
    "VouchedAlready",
    "WithdrawalAsked",
    "WithdrawalNotAsked",
    "WrongFactor",
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
    """The basis does not allow it; the text names the article. `answer` is what the law's engine said."""

    answer: Refused | None = None


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


class NoticeWithheld(Refusal):
    """The holder may not be told yet."""


class NoticeDue(Refusal):
    """The holder is to be told, and was not told yet."""


class NoticeGiven(Refusal):
    """The holder was told."""


class ObjectionOpen(Refusal):
    """The objection waits for its decision."""


class ObjectionUpheld(Refusal):
    """The objection was upheld."""


class ObjectionPartlyUpheld(Refusal):
    """The objection was upheld in part."""


class ObjectionDismissed(Refusal):
    """The objection was dismissed."""


class ObjectionWithdrawn(Refusal):
    """The objection was withdrawn."""


class ObjectedAlready(Refusal):
    """An objection of this holder waits for its decision already."""


class ValueGivenOpen(Refusal):
    """The agent's word that value was given runs its time."""


class ValueGivenAccepted(Refusal):
    """The agent's word that value was given ended the hold."""


class ValueGivenSetAside(Refusal):
    """The agent's word that value was given was set aside, with reasons."""


class ValueGivenNoted(Refusal):
    """The agent's word that value was given is noted: this basis gives it no effect."""


class ReleaseAsked(Refusal):
    """The release is asked for, and not answered yet."""


class ReleaseGranted(Refusal):
    """The release was granted."""


class ReleaseDeclined(Refusal):
    """The release was declined."""


class BeyondTheBasis(Refusal):
    """The agent refused the same as beyond the basis, and no fact is new."""


class StatementNotSent(Refusal):
    """The statement request is a draft."""


class StatementApproved(Refusal):
    """The statement request is approved."""


class StatementSent(Refusal):
    """The statement request is with its agent."""


class StatementAnswered(Refusal):
    """The agent answered it."""


class StatementRefused(Refusal):
    """The agent refused it."""


class StatementLapsed(Refusal):
    """Nobody answered the statement request in time."""


class SurplusWaits(Refusal):
    """The surplus waits for a decision."""


class SurplusDecided(Refusal):
    """It was decided what becomes of the surplus."""


class AskedAlready(Refusal):
    """The statement is asked for already, or was refused and nothing new is known since."""


class NothingProposed(Refusal):
    """The trace does not propose this, or not any more."""


class StatementTooLarge(Refusal):
    """The file is larger, or has more entries, than one answer may."""


class StatementUnreadable(Refusal):
    """The file cannot be read. `rows` are the errors, each with file, row and field as far as they are known."""

    rows: tuple[InputError, ...] = ()


class StatementUnbalanced(Refusal):
    """Opening plus entries is not closing."""


class StatementDoesNotFit(Refusal):
    """An entry, or the time, is not of the account and the period that were asked for."""


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


class ReferralNotApproved(Refusal):
    """The referral is a draft."""


class ReferralApproved(Refusal):
    """The referral was approved, and not sent yet."""


class ReferralSent(Refusal):
    """The referral was sent, and waits for its answer."""


class ReferralAccepted(Refusal):
    """The referral was accepted."""


class ReferralDeclined(Refusal):
    """The referral was declined."""


class WithdrawalAsked(Refusal):
    """It was asked before that the report be withdrawn."""


class WithdrawalNotAsked(Refusal):
    """Nobody asked that the report be withdrawn."""


class SecondFactorNeeded(Refusal):
    """A code alone shows states: story, files and contact need the second factor."""


class WrongFactor(Refusal):
    """The second factor is another."""


class FileRefused(Refusal):
    """The file is of another type, too large, or not what it says it is."""


class NotKept(Refusal):
    """The report was erased: nothing of it is left to open."""


class ActivatedAlready(Refusal):
    """This counsel activated the basis before, or its text was read and needs no activation."""


class GlassBrokenAlready(Refusal):
    """The member is in the case already, assigned or with the glass broken."""


class GlassMended(Refusal):
    """The time in the case is over."""


class GlassNoted(Refusal):
    """Somebody with that role took note of it."""


class ExportNotApproved(Refusal):
    """More than a few cases: another member approves first."""


class ExportApproved(Refusal):
    """The export was approved, or needs no approval."""


class InQuarantine(Refusal):
    """After a restore: nothing is sent before two members let it go on."""


class NotInQuarantine(Refusal):
    """Nothing was restored, or it goes on already."""


class EnquiryAnswered(Refusal):
    """The agent answered it before."""
