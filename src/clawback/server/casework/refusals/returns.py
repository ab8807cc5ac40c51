"""Refusals about plans, lines, recalls, other accounts, and closing."""

from __future__ import annotations

from clawback.server.people.refusals import Refusal

__all__ = [
    "CaseClosed",
    "CaseStillOpen",
    "ChangeApprovedOnce",
    "ChangeApprovedTwice",
    "ChangeAsked",
    "ChangeIdentityChecked",
    "ChangeInForce",
    "ChangeNameChecked",
    "ChangeRefused",
    "IdentityNotVouched",
    "LineApproved",
    "LineBounced",
    "LineConfirmed",
    "LineContested",
    "LineDue",
    "LineOpen",
    "LineSent",
    "LineWithdrawn",
    "MoreThanLoss",
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
    "ReturnUnderWay",
    "RoundClosed",
    "UnknownContact",
    "VouchedAlready",
]


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
