"""Breaking the glass of a case, and taking note of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clawback.server.casework.insiders.glass import break_glass, note_glass, of_glass
from clawback.server.casework.models import BrokenGlass, Case
from clawback.server.casework.subjects import of_case
from clawback.server.pages.deciding import decided
from clawback.server.pages.seeing import act_who_may, may_do
from clawback.server.pages.signing_in import act_of
from clawback.server.people.facts import Subject

__all__ = ["break_into", "glass"]


@require_http_methods(["GET", "POST"])
def break_into(request: HttpRequest, number: int) -> HttpResponse:
    """The form for a reason. It shows nothing of the case but its number."""
    case = get_object_or_404(Case, pk=number)
    known = of_case(case)
    act = act_who_may(request, "break", Subject(kind="glass", owner=known.owner, interested=known.interested))
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        done = _("You see this case for 24 hours. Auditor and approver are told.")
        if decided(request, done, lambda: break_glass(act, number, reason)):
            return redirect("home")
    return render(request, "pages/people/break_glass.html", {"case": case, "reason": reason})


@require_http_methods(["GET", "POST"])
def glass(request: HttpRequest, number: int) -> HttpResponse:
    """What an auditor, or an approver, is told; they take note of it here."""
    row = get_object_or_404(BrokenGlass.objects.select_related("case", "member"), pk=number)
    act = act_of(request)
    subject = of_glass(row)
    if not may_do(act, "note", subject):
        raise Http404
    if request.method == "POST":
        decided(request, _("You took note of it."), lambda: note_glass(act, number))
        return redirect("glass", number=number)
    return render(request, "pages/people/glass.html", {"row": row, "at": act.at})
