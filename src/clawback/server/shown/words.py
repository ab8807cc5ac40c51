"""The words of our records that people read, in their language: verbs, kinds, roles, states."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    # verbs
    "approve": _("approve"),
    "confirm": _("confirm"),
    "place": _("place"),
    "answer": _("answer"),
    "decide": _("decide"),
    "identify": _("check the identity"),
    "name": _("check the name"),
    "notice": _("make known"),
    "pay": _("pay"),
    "send": _("send"),
    "vouch": _("vouch for"),
    # kinds of record
    "account change": _("change of account"),
    "identity": _("identity of a victim"),
    "plan": _("return plan"),
    "plan line": _("line of a plan"),
    "recall": _("recall"),
    "claim": _("claim"),
    "hold request": _("hold request"),
    "release": _("release"),
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
    # kinds of organisation
    "centre": _("centre"),
    "police": _("police unit"),
    "agent": _("agent"),
    "support": _("support body"),
    "foreign": _("foreign authority"),
    "regulator": _("regulator"),
    # roles
    "intake": _("intake"),
    "analyst": _("analyst"),
    "approver": _("approver"),
    "reviewer": _("reviewer"),
    "counsel": _("counsel"),
    "editor": _("editor"),
    "auditor": _("auditor"),
    "administrator": _("administrator"),
    "responder": _("responder"),
    "support-worker": _("support worker"),
    "liaison": _("liaison"),
}
