"""Why a decision about a case was refused: each reason is an error of its own, and nothing was changed.

Refusal (clawback.server.people.refusals)
  ReportNotConfirmed ReportAlreadyConfirmed ReportInCase ReportRejected ReportDuplicate ReportWithdrawn
    ReportReferred                                  the report is in another state
  ClaimNotConfirmed ClaimAlreadyConfirmed ClaimRejected ClaimWithdrawn
  RequestNotSent RequestApproved RequestSent RequestAnswered RequestRefused RequestLapsed
  HoldInForce HoldEnded
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
  UnknownCode              no report or hold has this code
  TooManyTries             several codes were wrong: wait
"""

from __future__ import annotations

from clawback.server.people.refusals import Refusal

__all__ = [
    "AboveCap",
    "AgentUnknown",
    "ClaimAlreadyConfirmed",
    "ClaimNotConfirmed",
    "ClaimRejected",
    "ClaimWithdrawn",
    "DoesNotFit",
    "EvidenceTooWeak",
    "FactsWrong",
    "FileRefused",
    "HoldEnded",
    "HoldInForce",
    "LawRefuses",
    "NeedsApprover",
    "NoSuchRecord",
    "NoTracedPart",
    "NotConfirmedInTime",
    "NotKept",
    "ReferralAccepted",
    "ReferralApproved",
    "ReferralDeclined",
    "ReferralNotApproved",
    "ReferralSent",
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
    "SecondFactorNeeded",
    "TooManyTries",
    "TransferAlreadyClaimed",
    "UnknownCode",
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
