"""Refusals about requests and holds, by law, cap and evidence."""

from __future__ import annotations

from clawback.law.answers import Refused
from clawback.server.people.refusals import Refusal

__all__ = [
    "AboveCap",
    "AgentUnknown",
    "DoesNotFit",
    "EvidenceTooWeak",
    "HoldEnded",
    "HoldInForce",
    "LawRefuses",
    "NoTracedPart",
    "NotConfirmedInTime",
    "RequestAnswered",
    "RequestApproved",
    "RequestLapsed",
    "RequestNotSent",
    "RequestRefused",
    "RequestSent",
    "VictimsAccount",
]


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


class VictimsAccount(Refusal):
    """The account's holder is a victim of the same operation: only an approver drafts a hold there, with a reason."""
