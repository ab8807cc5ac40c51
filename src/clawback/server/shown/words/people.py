"""Organisations, roles, and what members do beside casework."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["DONE", "WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    "not received": _("not received"),
    # kinds of record
    "member": _("member"),
    "organisation": _("organisation"),
    "contacts": _("contacts of an organisation"),
    "role": _("role"),
    "glass": _("broken glass"),
    "export": _("export"),
    "enquiry": _("enquiry"),
    # methods of return
    "note": _("take note of"),
    # whose interest
    "own": _("my own"),
    "kin": _("my kin's"),
    "friend": _("a friend's"),
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

DONE: Final[dict[str, str | Promise]] = {
    "merge": _("merged another account into"),
    "add": _("added"),
    "assign": _("assigned somebody to"),
    "grant": _("granted"),
    "search": _("searched"),
    "take": _("took away"),
}
