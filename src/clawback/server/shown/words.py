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
    "note": _("take note of"),
    "answer": _("answer"),
    # kinds of record
    "claim": _("claim"),
    "hold request": _("hold request"),
    "release": _("release"),
    "glass": _("broken glass"),
    "export": _("export"),
    "enquiry": _("enquiry"),
    "case": _("case"),
    "statement": _("statement"),
    "story": _("story"),
    "file": _("file"),
    "account": _("account"),
    "report": _("report"),
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
