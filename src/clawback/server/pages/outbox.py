"""Messages to reporters and to agents that do not answer: what waits is given by a person, by telephone."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clawback.server.casework.models import AgentMessage, AgentReminder, Message
from clawback.server.casework.redress.reaching import text_for_agent
from clawback.server.casework.victims.giving import text_of
from clawback.server.pages.members import members_only
from clawback.server.pages.signing_in import act_of
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may, may_anywhere

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
    to_agents = AgentMessage.objects.filter(request__case__organisation=act.by.organisation)
    about_others = AgentReminder.objects.filter(
        Q(statement__case__organisation=act.by.organisation)
        | Q(recall__claim__report__organisation=act.by.organisation)
    )
    newest: list[AgentMessage | AgentReminder] = [
        *to_agents.select_related("request__agent").order_by("-pk")[:_MOST],
        *about_others.select_related("statement__agent", "recall__agent").order_by("-pk")[:_MOST],
    ]
    newest.sort(key=lambda each: each.made_at, reverse=True)
    asked = [(each, text_for_agent(each)) for each in newest[:_MOST]]
    leads = may_anywhere(act.by, "see", "report")
    return render(
        request, "pages/outbox.html", {"rows": found, "to_agents": asked, "at": act.at, "leads": leads}
    )
