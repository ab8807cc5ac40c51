"""Statements and what the trace proposes."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["WORDS"]

WORDS: Final[dict[str, str | Promise]] = {
    # verbs
    "find agent": _("find its agent"),
    "draft a hold": _("draft a hold"),
    "ask for a statement": _("ask for a statement"),
    "name agent": _("name the agent of"),
    # how far it went with an agent that does not answer
    "statement request": _("statement request"),
    "proposal": _("proposal"),
    "surplus": _("surplus"),
    # kinds of record
    "statement": _("statement"),
    # what left less than is known now
    "dismissed": _("the dismissal"),
    "release of": _("the release of"),
}
