"""After a restore: what differs, what agents say, and letting it go on; an agent's page to say it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clawback.server.casework.models import ENQUIRED, CheckpointGiven, Enquiry, Quarantine
from clawback.server.casework.quarantining import (
    answer_enquiry,
    lift_quarantine,
    of_enquiry,
    of_quarantine,
    open_quarantine,
)
from clawback.server.pages.amounts import read_units
from clawback.server.pages.deciding import decided
from clawback.server.pages.seeing import act_who_may, may_do
from clawback.server.pages.signing_in import act_of
from clawback.server.people.facts import Subject

__all__ = ["enquiry", "quarantine"]


@require_http_methods(["GET", "POST"])
def quarantine(request: HttpRequest) -> HttpResponse:
    """The quarantine that is on; without one the last, if there was any."""
    act = act_who_may(request, "see", Subject(kind="quarantine"))
    if request.method == "POST":
        decided(request, _("You let it go on. It takes two."), lambda: lift_quarantine(act))
        return redirect("quarantine")
    row = open_quarantine() or Quarantine.objects.order_by("-pk").first()
    enquiries = (
        row.enquiries.select_related("agent").prefetch_related("lines__hold__request", "states")
        if row
        else ()
    )
    found = {
        "at": act.at,
        "row": row,
        "enquiries": [(each, _differing(each)) for each in enquiries],
        "may_lift": row is not None and row.ended_at is None and may_do(act, "lift", of_quarantine(row)),
    }
    return render(request, "pages/people/quarantine.html", found)


def _differing(row: Enquiry) -> dict[str, list[object]]:
    """Holds of another amount, returns and requests in another state; empty where there is nothing of either."""
    holds: list[object] = [
        line for line in row.lines.all() if line.told is not None and line.told != line.known
    ]
    states: list[object] = [each for each in row.states.all() if each.told and each.told != each.known]
    return {name: rows for name, rows in (("holds", holds), ("states", states)) if rows}


@require_http_methods(["GET", "POST"])
def enquiry(request: HttpRequest, number: int) -> HttpResponse:
    """The agent says what it holds for us now, where returns and requests are with it, and what else there was."""
    row = get_object_or_404(Enquiry.objects.select_related("quarantine"), pk=number)
    act = act_of(request)
    if not may_do(act, "see", of_enquiry(row)):
        raise Http404
    if request.method == "POST":
        words = request.POST.get("words", "")
        if decided(
            request,
            _("Thank you: your answer is kept."),
            lambda: answer_enquiry(act, number, _told(row, request), words, _states(row, request)),
        ):
            return redirect("enquiry", number=number)
    lines = row.lines.select_related("hold__request__account").order_by("hold")
    found = {
        "at": act.at,
        "row": row,
        "lines": [(line, request.POST.get(f"hold-{line.hold_id}", "")) for line in lines],
        "words": request.POST.get("words", ""),
        "states": [
            (each, request.POST.get(f"state-{each.pk}", each.told), ENQUIRED[each.kind])
            for each in row.states.order_by("pk")
        ],
        "given": CheckpointGiven.objects.filter(agent=row.agent_id).order_by("-size")[:3],
        "may_answer": row.answered_at is None and may_do(act, "answer", of_enquiry(row)),
    }
    return render(request, "pages/people/enquiry.html", found)


def _told(row: Enquiry, request: HttpRequest) -> dict[int, int]:
    """Amounts in the main unit, as typed. Raises FactsWrong."""
    told = {}
    for line in row.lines.select_related("hold__request"):
        field = f"hold-{line.hold_id}"
        told[line.hold_id] = read_units(request.POST.get(field, ""), line.hold.request.currency, field)
    return told


def _states(row: Enquiry, request: HttpRequest) -> dict[int, str]:
    return {
        number: request.POST.get(f"state-{number}", "") for number in row.states.values_list("pk", flat=True)
    }
