"""The list of cases, and a case."""

from __future__ import annotations

from operator import itemgetter

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clawback.server.casework.case_money import CaseAccount, accounts_of, money_of
from clawback.server.casework.case_records import claims_of, reports_of, requests_of
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.listing import ORDERS, Order, cases_for
from clawback.server.casework.models import Assignment, Case, Claim, HoldRequest
from clawback.server.casework.opening import assign
from clawback.server.casework.reading_once import note, read_once
from clawback.server.casework.statements.proposing import found_of_case
from clawback.server.casework.steps import NextStep, next_step, steps_of
from clawback.server.casework.subjects import for_one, of_case, of_new_request, of_report
from clawback.server.casework.timeline import decided_about, records_of
from clawback.server.casework.waiting_row import due_of
from clawback.server.one_plan import planned_once
from clawback.server.pages.addresses import address_of
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, looked_at
from clawback.server.pages.opening import opened
from clawback.server.pages.panels import CASE_PANELS, TRACE_PANELS, shown_panels
from clawback.server.pages.pictures import money_bar
from clawback.server.pages.signing_in import act_of, members
from clawback.server.pages.timelines import told_timeline
from clawback.server.people.acting import Act
from clawback.server.people.models import Member, RoleGrant
from clawback.server.shown.report_form.kinds import SCAM_TYPES

__all__ = ["case_assign", "case_page", "cases"]

_SCAMS = dict(SCAM_TYPES)
"""The listed types of scams, in a victim's words."""


@require_safe
@members
def cases(request: HttpRequest) -> HttpResponse:
    """By the clock that runs out first; `order` chooses another list, `after` is where the page begins."""
    act = act_of(request)
    order: Order = next((each for each in ORDERS if each == request.GET.get("order")), "clock")
    listed = cases_for(act.by, order, request.GET.get("after", ""))
    found = {"at": act.at, "orders": ORDERS, "order": order, "listed": listed}
    return render(request, "pages/cases.html", found)


@require_safe
@members
@planned_once()
def case_page(request: HttpRequest, number: int) -> HttpResponse:
    """Everything about a case that the member may know."""
    with for_one(act_of(request).by.id, [number]), read_once():
        act, case = looked_at(request, Case.objects.select_related("organisation"), number, of_case)
        opened(request, case, case)
        return render(request, "pages/case.html", _shown(request, act, case))


def _shown(request: HttpRequest, act: Act, case: Case) -> dict[str, object]:
    claims = claims_of(case)
    traced = found_of_case(case, act.at)
    money, accounts = money_of(case, claims, traced), accounts_of(case, claims, traced)
    reports = reports_of(case)
    return {
        "at": act.at,
        "case": case,
        "scam": next((_SCAMS.get(each.scam_type, "") for each in reports if each.scam_type), ""),
        "money": [(row, money_bar(row)) for row in money],
        "accounts": accounts,
        "may_draft": can(act, "draft", of_new_request(case)),
        "may_close": can(act, "close", of_case(case)),
        "claims": [(claim, address_of("claim", claim.pk)) for claim in claims],
        "reports": [
            (report, address_of("report", report.pk) if can(act, "see", of_report(report)) else "")
            for report in reports
        ],
        "requests": _requests(case),
        "next": _next(act, case, claims, accounts),
        "trace": shown_panels(request, TRACE_PANELS, act, case),
        "panels": shown_panels(request, CASE_PANELS, act, case),
        "assigned": records_by("assigned to a case", _assigned, {-1: case.pk}),
        "assignable": _assignable(act, case),
        "timeline": told_timeline(act, decided_about(records_of(case)), case.organisation_id),
    }


def _assigned() -> QuerySet[Assignment]:
    return Assignment.objects.filter(case=-1).select_related("member").order_by("assigned_at", "pk")


def _requests(case: Case) -> list[HoldRequest]:
    requests = requests_of(case)[::-1]
    note("hold request clocks", [each.pk for each in requests])
    clocks = due_of("hold request", [each.pk for each in requests])
    due = {number: due_at for (number, _), due_at in sorted(clocks.items(), key=itemgetter(1), reverse=True)}
    for each in requests:
        hold = getattr(each, "hold", None) if each.state == "answered" else None
        each.shown_hold = hold  # type: ignore[attr-defined]
        each.shown_due = hold.until if hold and hold.in_force else due.get(each.pk)  # type: ignore[attr-defined]
    return requests


def _next(act: Act, case: Case, claims: list[Claim], accounts: list[CaseAccount]) -> dict[str, object] | None:
    found: NextStep | None = next_step(steps_of(case, claims, accounts, act.at), act.by)
    if found is None:
        return None
    step = found.step
    if (step.verb, step.kind) == ("draft", "hold request"):
        address = f"{address_of('case', case.pk)}hold-request/?account={step.number}"
    elif (step.verb, step.kind) == ("draft", "plan"):
        address = f"{address_of('case', case.pk)}plans/"
    else:
        address = address_of(step.kind, step.number)
    return {"step": step, "waits": found.waits, "address": address}


def _assignable(act: Act, case: Case) -> list[Member]:
    """Members with a role that works on cases, who do not work this one; none where the reader may assign nobody."""
    if not can(act, "assign", of_case(case)):
        return []
    roles = ["intake", "analyst", "approver", "reviewer", "counsel"]
    works = RoleGrant.objects.filter(
        member=OuterRef("pk"), role__in=roles, works_at__lte=act.at, ended_at=None
    )
    found = Member.objects.filter(Exists(works), organisation=case.organisation_id, suspended=False)
    return list(found.exclude(assignments__case=case).order_by("name")[:200])


class _AssignForm(forms.Form):
    member = forms.IntegerField(min_value=1)


@require_POST
@members
def case_assign(request: HttpRequest, number: int) -> HttpResponse:
    """Another member works the case too. Who may assign need not see it."""
    act, case = act_of(request), Case.objects.filter(pk=number).first()
    if case is None or not any(can(act, verb, of_case(case)) for verb in ("see", "assign")):
        raise Http404
    form = _AssignForm(request.POST)
    if form.is_valid():
        decided(
            request, _("They work the case now."), lambda: assign(act, case.pk, form.cleaned_data["member"])
        )
    else:
        messages.error(request, _("Choose who is to work on it."))
    return redirect("case", number) if can(act, "see", of_case(case)) else redirect("cases")
