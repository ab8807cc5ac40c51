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
  ActivatedAlready         this counsel activated the basis, or it needs no activation
  GlassBrokenAlready GlassMended GlassNoted   about breaking the glass of a case
  ExportNotApproved ExportApproved   an export needs another member's approval; it has one
  InQuarantine NotInQuarantine EnquiryAnswered   after a restore
  UnknownCode              no report or hold has this code
  TooManyTries             several codes were wrong: wait
"""

from __future__ import annotations

from clawback.server.people.refusals import Refusal

__all__ = [
    "AboveCap",
    "ActivatedAlready",
    "AgentUnknown",
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
    "GlassBrokenAlready",
    "GlassMended",
    "GlassNoted",
    "HoldEnded",
    "HoldInForce",
    "InQuarantine",
    "LawRefuses",
    "NeedsApprover",
    "NoSuchRecord",
    "NoTracedPart",
    "NotConfirmedInTime",
    "NotInQuarantine",
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
    "TooManyTries",
    "TransferAlreadyClaimed",
    "UnknownCode",
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
