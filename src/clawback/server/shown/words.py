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
    # redress
    "give": _("give"),
    "look at": _("look at"),
    "record": _("record"),
    "hold notice": _("hold notice"),
    "objection": _("objection"),
    "value given": _("word that value was given"),
    "release request": _("answer to a release request"),
    # what follows an agent's refusal
    "ask-again": _("ask again, with the payment as it was sent"),
    "statement-request": _("ask for the account's statement"),
    "ask-who-leads": _("ask who leads the other order"),
    "draft-for-a-court": _("draft for a court"),
    "ask-a-person": _("a person decides what comes next"),
    "stop": _("nothing more is asked"),
    # who decides, to the law
    "agency": _("authority"),
    "court": _("court"),
    "fiu": _("financial intelligence unit"),
    # how far it went with an agent that does not answer
    "reminded": _("reminded at half time"),
    "second contact": _("put to the second contact"),
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
