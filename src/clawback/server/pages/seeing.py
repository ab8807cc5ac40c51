"""A page that the member may not see is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may

__all__ = ["act_who_may", "may_do"]


def act_who_may(request: HttpRequest, verb: str, subject: Subject) -> Act:
    """Who acts, where they may. Raises Http404: a refusal would tell that something is there."""
    act = act_of(request)
    if not may_do(act, verb, subject):
        raise Http404
    return act


def may_do(act: Act, verb: str, subject: Subject) -> bool:
    """Whether a page offers it."""
    return isinstance(may(act.member, verb, subject), Allowed)
