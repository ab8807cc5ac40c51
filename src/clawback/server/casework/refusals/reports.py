"""Refusals about reports, claims, referrals, and what belongs to a code."""

from __future__ import annotations

from clawback.server.people.refusals import Refusal

__all__ = [
    "ClaimAlreadyConfirmed",
    "ClaimNotConfirmed",
    "ClaimRejected",
    "ClaimWithdrawn",
    "ConsentMissing",
    "FactsWrong",
    "FileRefused",
    "NeedsApprover",
    "NoSuchRecord",
    "NoTransferShared",
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


class NoSuchRecord(Refusal):
    """No record has that number, or none that the member may know of."""


class FactsWrong(Refusal):
    """A fact of a report or an answer cannot be so."""


class FactNotRead(FactsWrong):
    """A fact that is kept was not read in the story, or decided before; `field` is its key."""


class TransferAlreadyClaimed(Refusal):
    """The transfer is another claim already."""


class NoTransferShared(Refusal):
    """Reports that are to be joined tell of no transfer in common."""


class NeedsApprover(Refusal):
    """The reporter's claims were rejected twice: an approver takes the next."""


class UnknownCode(Refusal):
    """No report or hold has this code."""


class TooManyTries(Refusal):
    """Several codes were wrong: the next try comes after a wait."""


class ConsentMissing(Refusal):
    """A referral of a person, or to another country, goes with consent: it is noted first."""


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
