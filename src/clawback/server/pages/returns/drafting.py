"""Forms that stand on the case's page: a plan, a recall, another account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from clawback.server.casework.models import Case, Claim
from clawback.server.casework.returns.changing_account import ask_change
from clawback.server.casework.returns.planning import draft_plan
from clawback.server.casework.returns.recalling import draft_recall
from clawback.server.casework.returns.subjects import of_new
from clawback.server.pages.deciding import decided
from clawback.server.pages.returns.common import can, members_only, see_or_404
from clawback.server.pages.returns.panel import bases_of, case_panel, end_of
from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act

__all__ = ["ask_for_account", "draft", "draft_a_recall"]


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """The case's returns and its end on a page of their own, with the form of a draft; a draft leads to its plan."""
    act = act_of(request)
    case = get_object_or_404(Case, pk=number)
    see_or_404(act, [of_new(case, "plan")])
    if request.method == "POST":
        said = [request.POST.get(name, "") for name in ("basis", "method", "currency")]
        if said[0] not in dict(bases_of(case, act)):
            raise Http404
        made = decided(request, _("The plan was drafted."), lambda: draft_plan(act, number, *said))
        if made is not None:
            return redirect("plan", made.pk)
    return _page(request, act, case)


def _page(request: HttpRequest, act: Act, case: Case) -> HttpResponse:
    panel = case_panel(act, case)
    if panel is None:
        raise Http404
    found = {**panel, "in_the_way": end_of(act, case), "typed": request.POST}
    return render(request, "pages/returns/case.html", found)


@members_only
@require_POST
def draft_a_recall(request: HttpRequest, number: int) -> HttpResponse:
    """A recall of a claim's transfer leads to its page."""
    act, claim = act_of(request), _claim(request, number)
    made = decided(request, _("The recall was drafted."), lambda: draft_recall(act, claim.pk))
    if made is None:
        return redirect("plan-draft", claim.report.case_id)
    return redirect("recall", made.pk)


@members_only
@require_POST
def ask_for_account(request: HttpRequest, number: int) -> HttpResponse:
    """Another account for a claim leads to its page; refused, the form is shown again."""
    act, claim = act_of(request), _claim(request, number)
    agent, account = request.POST.get("agent", ""), request.POST.get("account", "")
    done = _("The other account was asked for, and the first contact is told.")
    made = decided(request, done, lambda: ask_change(act, claim.pk, agent, account))
    if made is None:
        case = claim.report.case
        assert case is not None, "only claims of cases are found here"
        return _page(request, act, case)
    return redirect("account-change", made.pk)


def _claim(request: HttpRequest, number: int) -> Claim:
    found = get_object_or_404(Claim.objects.select_related("report__case"), pk=number)
    case = found.report.case
    if case is None or not can(act_of(request), "see", of_new(case, "plan")):
        raise Http404
    return found
