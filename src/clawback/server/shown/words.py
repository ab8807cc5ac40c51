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
    "answer": _("answer"),
    "decide": _("decide"),
    "draft": _("draft"),
    "find agent": _("find its agent"),
    "place": _("place"),
    # kinds of record
    "claim": _("claim"),
    "hold request": _("hold request"),
    "release": _("release"),
    "statement request": _("statement request"),
    "proposal": _("proposal"),
    "surplus": _("surplus"),
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
