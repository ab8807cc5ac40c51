"""The auditor's page: who opened what, by member and by case."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clawback.server.casework.models import Opening
from clawback.server.pages.seeing import act_who_may
from clawback.server.pages.signing_in import act_of
from clawback.server.people.facts import Subject
from clawback.server.people.models import Member

__all__ = ["openings"]

_A_PAGE = 100


@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    """The newest in front."""
    ours = getattr(act_of(request).member, "organisation", None)
    act = act_who_may(request, "see", Subject(kind="opening", owner=ours))
    rows = Opening.objects.filter(organisation=ours).select_related("member", "case").order_by("-at", "-pk")
    member, case = request.GET.get("member", ""), request.GET.get("case", "").upper().removeprefix("C-")
    if member.isdecimal():
        rows = rows.filter(member=int(member))
    if case.isdecimal():
        rows = rows.filter(case=int(case))
    found = {
        "at": act.at,
        "page": Paginator(rows, _A_PAGE).get_page(request.GET.get("page")),
        "members": Member.objects.filter(organisation=ours).order_by("name"),
        "member": member,
        "case": case,
    }
    return render(request, "pages/people/openings.html", found)
