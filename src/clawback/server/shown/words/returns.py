"""Plans, lines, recalls, and money that comes back."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["DONE", "WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    # kinds of record
    "identify": _("check the identity"),
    "name": _("check the name"),
    "notice": _("make known"),
    "pay": _("pay"),
    "vouch": _("vouch for"),
    "account change": _("change of account"),
    "identity": _("identity of a victim"),
    "plan": _("return plan"),
    "plan line": _("line of a plan"),
    "recall": _("recall"),
    # states of returns
    "accepted": _("accepted"),
    "approved": _("approved"),
    "approved once": _("approved once"),
    "approved twice": _("approved twice"),
    "asked": _("asked"),
    "bounced": _("bounced"),
    "confirmed": _("confirmed"),
    "contested": _("contested"),
    "did not happen": _("did not happen"),
    "drafted": _("drafted"),
    "due": _("due"),
    "identity checked": _("identity checked"),
    "in force": _("in force"),
    "lapsed": _("lapsed"),
    "name checked": _("name checked"),
    "noticed": _("made known"),
    "open": _("open"),
    "paid": _("paid"),
    "paying": _("being paid"),
    "pending": _("pending"),
    "refused": _("refused"),
    "sent": _("sent"),
    "withdrawn": _("withdrawn"),
    # ways in which money comes back beside returns
    "reversal": _("reversal"),
    "pay-out": _("pay-out from the scam"),
    # methods of return
    "traced": _("as traced"),
    "pari-passu": _("in proportion to loss"),
    "rising-tide": _("rising tide"),
    "cn-2016-art-8": _("China 2016, article 8"),
    # what is in the way of a case's end
    "a hold is in force": _("a hold is in force"),
    "a request is drafted": _("a hold request is drafted"),
    "a request is open": _("a hold request waits for its agent"),
    "a plan is not paid": _("a return plan is not paid"),
    "a recall is open": _("a recall is open"),
    "a statement is drafted": _("a statement request is drafted"),
    "a statement is asked for": _("a statement request waits for its agent"),
    "an objection is not decided": _("an objection is not decided"),
    "a hold is proposed": _("the trace proposes a hold"),
    "a statement is proposed": _("the trace proposes to ask for a statement"),
    "nobody knows who keeps an account": _("nobody is known who keeps an account with money of the case"),
}

DONE: Final[dict[str, str | Promise]] = {
    "dismiss": _("dismissed"),
    "pay": _("paid over"),
    "vouch": _("vouched for the victim of"),
}
