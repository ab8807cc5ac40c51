"""The sentence of each refusal, by the name of its class; of the law's by its code; of a permission by its reason.

Whoever adds a Refusal adds its sentence here, and its translation to a catalogue of theirs."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clawback.server.shown.further_refusals import FURTHER

__all__ = ["LAW", "NOT_ALLOWED", "SENTENCES"]

SENTENCES: Final[dict[str, str | Promise]] = {
    "NotAllowed": _("You may not do this."),
    "NotARoleOfThisKind": _("An organisation of this kind has no such role."),
    "AdministratorHasNoOtherRole": _("An administrator has no other role."),
    "RoleHeldAlready": _("They have that role, or it is asked for already."),
    "RoleAlreadyGranted": _("There is nothing to grant any more: the role was granted, or it ended."),
    "SetUpAlready": _("The first administrator was set up before."),
    "WrongCode": _("This is not the code that was given."),
    "ReportNotConfirmed": _("The report is not confirmed yet."),
    "ReportAlreadyConfirmed": _("The report was confirmed before."),
    "ReportInCase": _("The report is in a case already."),
    "ReportRejected": _("The report was rejected."),
    "ReportDuplicate": _("The report was joined to an earlier one."),
    "ReportWithdrawn": _("The report was withdrawn."),
    "ReportReferred": _("The report was referred to another authority."),
    "ClaimNotConfirmed": _("The claim is not confirmed yet."),
    "ClaimAlreadyConfirmed": _("The claim was confirmed before."),
    "ClaimRejected": _("The claim was rejected."),
    "ClaimWithdrawn": _("The claim was withdrawn."),
    "RequestNotSent": _("The request is a draft: it was not sent yet."),
    "RequestApproved": _("The request is approved, and not sent yet."),
    "RequestSent": _("The request was sent, and waits for its answer."),
    "RequestAnswered": _("The request was answered."),
    "RequestRefused": _("The agent refused the request."),
    "RequestLapsed": _("The request lapsed."),
    "HoldInForce": _("The hold is in force."),
    "HoldEnded": _("There is nothing of this left to do: the hold or the release is over."),
    "NoSuchRecord": _("There is no such record, or none that you may know of."),
    "FactsWrong": _("A fact that was given cannot be so."),
    "FactNotRead": _("One of the facts cannot be kept so: nothing was kept."),
    "TransferAlreadyClaimed": _("This transfer is claimed already: join the reports."),
    "NeedsApprover": _("Claims of this reporter were rejected twice: an approver takes the next."),
    "AgentUnknown": _("Nobody is known who keeps this account: no request is sent."),
    "LawRefuses": _("The basis does not allow it."),
    "NoTracedPart": _("No money of these claims is known to have reached this account."),
    "AboveCap": _("This is more than is left of the loss, of the request or of the hold."),
    "DoesNotFit": _("One request is for claims of one case, in one currency, each above zero."),
    "NoTransferShared": _("The two reports tell of no payment in common."),
    "EvidenceTooWeak": _("The debtor's agent has not confirmed every transfer of it yet."),
    "VictimsAccount": _(
        "The holder is a victim of the same operation: an approver may draft the request, with a reason."
    ),
    "NotConfirmedInTime": _(
        "A request for this credit was not confirmed in time: it is not sent at once again. An approver comes first."
    ),
    "UnknownCode": _("No report or hold has this code."),
    "TooManyTries": _("There were too many tries: wait a little."),
    **FURTHER,
}

LAW: Final[dict[str, str | Promise]] = {
    "wrong-action": _("this basis is for a {action}"),
    "not-in-force": _("this entry is not in force on {day}"),
    "unverified": _("nobody of the project read this text: two counsel must activate it first"),
    "who-is-unknown": _("it is not known who may act under this basis"),
    "not-theirs": _("{by} may not act under this basis"),
    "wrong-account": _("this basis is for the {on}'s account"),
    "amount-only": _("this basis is for an amount, not for a whole account"),
    "below-least": _("{amount} is under the least amount, {least}"),
    "below-threshold": _("{amount} is under the threshold, {threshold}"),
    "above-threshold": _("{amount} is not below {threshold}"),
    "threshold-unknown": _("it is not known for which sums this basis may be used"),
    "needs-amount": _("this basis has a threshold: say the amount"),
    "other-currency": _("the threshold is in {currency}: give the amount in it, with rate and day"),
    "needs-time-of-transfer": _("this basis has a window: say when the reported transfer settled"),
    "too-late": _("it had to be asked within {within} of the reported transfer"),
    "content-missing": _("the request must also say {missing}"),
    "held-often-enough": _("the account was held {count} times under this basis, which is the most"),
    "held-before": _("this credit was held under this basis before: a second hold would be a renewal"),
    "must-follow": _("this basis comes after {follows}, which is not in force"),
    "no-emergency-rule": _("this basis has no emergency rule: an approver comes first"),
    "not-first-account": _("the emergency rule is for the reported account only"),
    "guarded": _("the emergency rule is not for an account of this kind: an approver comes first"),
    "daily-limit": _("{count} emergency holds were sent today by the same analyst, which is the most"),
    "needs-start": _("the period runs from the {runs_from}: say when that was"),
    "period-unknown": _("the first period is not known"),
    "needs-period": _("the law sets no period: the order must state one"),
    "period-too-long": _("{stated} is longer than {most}"),
    "cannot-count": _("the period cannot be counted: {why}"),
    "over-already": _("the period was over at {end}"),
    "hold-ended": _("the hold ended at {end}"),
    "no-renewal": _("this basis has no renewal"),
    "renewals-used": _("the hold was renewed {count} times, which is the most"),
    "renewals-unknown": _("it is not known whether or for how long it may be renewed"),
    "total-unknown": _("the total is not known: the first period, and no renewal"),
    "total-reached": _("the total is reached at {end}"),
    "notice-delayed": _("the notice waits"),
    "notice-forbidden": _("this basis forbids telling"),
    "notice-unknown": _("it is not known whether telling is due or forbidden: counsel decides"),
    "delay-not-theirs": _("{by} may not delay the notice"),
    "ask-who-releases": _("letting go is for others: {who}"),
    "release-unknown": _("it is not known who lets go: counsel decides"),
    "objection-late": _("an objection had to be made by {end}"),
    "method-unknown": _("it is not known how money divides under this basis"),
    "method-not-allowed": _("this basis does not divide by {method}"),
    "rule-not-allowed": _("this basis follows allocation rule {rule}"),
    "public-notice-unknown": _("it is not known whether a public notice is due first"),
    "public-notice-due": _("a public notice of {notice} is due first"),
    "public-notice-runs": _("the public notice runs until {end}"),
    "purpose": _("this gateway is for {purposes} alone"),
}
"""The texts of clawback.law.CODES, marked for translation."""

NOT_ALLOWED: Final[dict[str, str | Promise]] = {
    "sign in first": _("sign in first"),
    "an administrator has no other role": _("an administrator has no other role"),
    "it is another organisation's": _("it is another organisation's"),
    "it was not put to your organisation": _("it was not put to your organisation"),
    "you are not assigned to the case": _("you are not assigned to the case"),
    "four eyes: you drafted it yourself": _("four eyes: you drafted it yourself"),
    "you had a part in it": _("you had a part in it"),
    "you did not break the glass of the case": _("you did not break the glass of the case"),
    "you declared an interest in it": _("you declared an interest in it"),
    "it is about yourself": _("it is about yourself"),
}
"""The reasons of people.may, marked for translation."""
