"""Messages to reporters: what was said, and what waits for a person to give it by telephone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clawback.server.casework.models import Message
from clawback.server.casework.victims.giving import text_of
from clawback.server.pages.members import members_only
from clawback.server.pages.signing_in import act_of
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may

__all__ = ["outbox"]

_MOST = 100


@members_only
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The newest, with their whole text: there is nothing of a person in one."""
    act = act_of(request)
    if not isinstance(may(act.by, "see", Subject(kind="message", owner=act.by.organisation)), Allowed):
        raise Http404
    rows = Message.objects.filter(report__organisation=act.by.organisation).select_related("report")
    found = [(each, text_of(each)) for each in rows.order_by("-pk")[:_MOST]]
    return render(request, "pages/outbox.html", {"rows": found, "at": act.at})
