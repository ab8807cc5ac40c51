"""Exports: ask, approve, fetch."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clawback.server.casework.insiders.exporting import (
    WITHOUT_APPROVAL,
    approve_export,
    ask_export,
    fetch_export,
    of_export,
)
from clawback.server.casework.models import Case, Export
from clawback.server.casework.subjects import of_case
from clawback.server.pages.deciding import decided
from clawback.server.pages.seeing import act_who_may, may_do
from clawback.server.pages.signing_in import act_of
from clawback.server.people.facts import Subject
from clawback.server.shown.numbers import number_of

__all__ = ["export", "exports", "fetch"]

_MOST = 200


@require_http_methods(["GET", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """The member's own exports, and the form for another: all cases that they see, or those they choose."""
    ours = getattr(act_of(request).member, "organisation", None)
    act = act_who_may(request, "ask", Subject(kind="export", owner=ours))
    cases = [
        each
        for each in Case.objects.filter(organisation=ours).order_by("-pk")[:_MOST]
        if may_do(act, "see", of_case(each))
    ]
    if request.method == "POST":
        chosen = [number_of(each) for each in request.POST.getlist("cases")]
        reason = request.POST.get("reason", "")
        row = decided(request, _("The export was asked for."), lambda: ask_export(act, chosen, reason))
        if row:
            return redirect("export", number=row.pk)
    found = {
        "at": act.at,
        "cases": cases,
        "chosen": request.POST.getlist("cases"),
        "reason": request.POST.get("reason", ""),
        "rows": Export.objects.filter(asked_by=act.by.id).order_by("-pk")[:_MOST],
        "most": WITHOUT_APPROVAL,
    }
    return render(request, "pages/people/exports.html", found)


@require_http_methods(["GET", "POST"])
def export(request: HttpRequest, number: int) -> HttpResponse:
    """Of what and why; approve, or fetch."""
    row = get_object_or_404(Export.objects.select_related("asked_by", "approved_by"), pk=number)
    act, subject = act_of(request), of_export(row)
    may_approve, may_fetch = may_do(act, "approve", subject), may_do(act, "fetch", subject)
    if not (may_approve or may_fetch):
        raise Http404
    if request.method == "POST":
        decided(request, _("The export was approved."), lambda: approve_export(act, number))
        return redirect("export", number=number)
    count = row.cases.count()
    waits = row.needs_approval and row.approved_by_id is None
    found = {
        "row": row,
        "at": act.at,
        "count": count,
        "cases": row.cases.order_by("pk")[:_MOST],
        "may_approve": may_approve and waits,
        "may_fetch": may_fetch and not waits,
        "waits": waits,
    }
    return render(request, "pages/people/export.html", found)


@never_cache
@require_POST
def fetch(request: HttpRequest, number: int) -> HttpResponse:
    """The file."""
    row = get_object_or_404(Export, pk=number)
    act = act_who_may(request, "fetch", of_export(row))
    text = decided(request, _("The file was made."), lambda: fetch_export(act, number))
    if text is None:
        return redirect("export", number=number)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="cases-{number}.csv"'
    return answer
