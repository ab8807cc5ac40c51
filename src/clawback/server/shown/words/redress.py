"""Notices, objections, and agents that do not answer."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["DONE", "WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    # verbs and kinds of record
    "give": _("give"),
    "look at": _("look at"),
    "record": _("record"),
    "hold notice": _("hold notice"),
    "objection": _("objection"),
    "value given": _("word that value was given"),
    "release request": _("answer to a release request"),
    "amendment": _("amended notice"),
    "holder referral": _("referral of a holder"),
    "holder consent": _("consent of a holder"),
    "objectionfile": _("file of an objection"),
    # what follows an agent's refusal
    "ask-again": _("ask again, with the payment as it was sent"),
    "statement-request": _("ask for the account's statement"),
    "ask-who-leads": _("ask who leads the other order"),
    "draft-for-a-court": _("draft for a court"),
    "ask-a-person": _("a person decides what comes next"),
    "stop": _("nothing more is asked"),
    # how far it went with an agent that does not answer
    "reminded": _("reminded at half time"),
    "second contact": _("put to the second contact"),
}

DONE: Final[dict[str, str | Promise]] = {
    "amend": _("amended the notice of"),
    "rest": _("let rest"),
    "resume": _("resumed"),
}
