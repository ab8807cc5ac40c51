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
    # kinds of record
    "claim": _("claim"),
    "hold request": _("hold request"),
    "release": _("release"),
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
    # what a reporter reads of their report
    "report received": _("We received your report"),
    "report confirmed": _("Your payments were confirmed"),
    "report worked on": _("Your report is being worked on"),
    "report rejected": _("We do not work on this report"),
    "report joined": _("Joined to an earlier report of the same payments"),
    "report referred": _("Given to another authority"),
    "report withdrawn": _("The report was withdrawn"),
    "report erased": _("The report was erased"),
    "withdrawal asked": _("You asked to withdraw the report"),
    "money asked for": _("We asked a bank to hold money"),
    "money held": _("Money is held for you"),
    "money paid": _("Money was sent back to your account"),
    # messages to a reporter
    "received": _("received"),
    "changed": _("Something new in your report"),
    "contact-changed": _("Your contact was changed"),
    "account-changed": _("Your account was changed"),
    "asked": _("We wrote you something: open it with your word"),
    "to-be-erased": _("The day of erasure was set"),
}
