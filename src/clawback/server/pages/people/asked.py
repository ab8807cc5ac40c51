"""Roles of power that wait for a second person: an approver says yes too, and is no administrator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clawback.server.pages.seeing import act_who_may, may_do
from clawback.server.pages.signing_in import act_of
from clawback.server.people.facts import Subject
from clawback.server.people.models import RoleGrant

__all__ = ["roles_asked"]


@require_safe
def roles_asked(request: HttpRequest) -> HttpResponse:
    """Those of the own organisation; which of them the member may grant."""
    member = act_of(request).member
    owner = member.organisation if member else None
    act = act_who_may(request, "grant", Subject(kind="role", owner=owner))
    asked = RoleGrant.objects.filter(member__organisation=owner, works_at=None, ended_at=None)
    rows = [
        (each, may_do(act, "grant", _subject(each))) for each in asked.select_related("member", "asked_by")
    ]
    return render(request, "pages/people/roles_asked.html", {"at": act.at, "rows": rows})


def _subject(grant: RoleGrant) -> Subject:
    asked = frozenset({grant.asked_by_id}) if grant.asked_by_id else frozenset()
    return Subject(kind="role", owner=grant.member.organisation_id, about=grant.member_id, drafted_by=asked)
