"""Reports that wait for a person, and a report taken at the telephone."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clawback.server.casework.models import Report
from clawback.server.casework.reporting import Receipt, report
from clawback.server.casework.subjects import for_one, of_report
from clawback.server.pages.deciding import decided
from clawback.server.pages.members import members_only
from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may, may_anywhere
from clawback.server.people.models import Organisation
from clawback.server.shown.numbers import number_of
from clawback.server.shown.report_form.collecting import told_of
from clawback.server.shown.report_form.forms import FORMS, Question
from clawback.server.shown.report_form.kinds import CURRENCY_OF
from clawback.server.shown.report_form.steps import MOST_TRANSFERS, Step, steps_of

__all__ = ["new", "reports"]

_MOST = 30
_OPEN = ("received", "confirmed")
_NOT_HERE = ("more", "check")


@members_only
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Those to work on, people at risk and wishes to withdraw in front; or all, newest first."""
    act = act_of(request)
    every = request.GET.get("all") == "1"
    rows = Report.objects.filter(organisation=act.by.organisation).prefetch_related(
        "claims__creditor_account"
    )
    if every:
        before = number_of(request.GET.get("before", ""))
        rows = (rows.filter(pk__lt=before) if before else rows).order_by("-pk")
    else:
        asked = Q(withdrawal_asked_at__isnull=False, state="in case")
        rows = rows.filter(Q(state__in=_OPEN) | asked).order_by("-at_risk", "reported_at")
    found = list(rows[: _MOST + 1])
    with for_one(act.by.id, [each.case_id for each in found]):
        seen = [each for each in found[:_MOST] if isinstance(may(act.by, "see", of_report(each)), Allowed)]
    takes = isinstance(may(act.by, "report", _new(act)), Allowed)
    shown = {
        "rows": seen,
        "last": found[_MOST - 1].pk if len(found) > _MOST else None,
        "at": act.at,
        "every": every,
        "takes": takes,
    }
    shown["messages_too"] = may_anywhere(act.by, "see", "message")
    return render(request, "pages/reports.html", shown)


@members_only
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The same questions, all on one page; the code is read out to the caller once."""
    act = act_of(request)
    if not isinstance(may(act.by, "report", _new(act)), Allowed) or act.by.kind == "agent":
        raise Http404
    organisation = Organisation.objects.get(pk=act.by.organisation)
    transfers = _transfers(request)
    posted = request.method == "POST"
    forms = _forms(request.POST if posted else None, organisation, transfers)
    receipt = None
    if posted and "send" in request.POST and all(form.is_valid() for form in forms.values()):
        receipt = _taken(request, act, organisation, forms, transfers)
    if receipt is not None:
        return render(request, "pages/report_taken.html", {"receipt": receipt})
    if posted and "send" not in request.POST:
        forms = {step: _unchecked(step, form, request, organisation) for step, form in forms.items()}
    found = {"forms": forms.items(), "transfers": transfers, "at": act.at}
    return render(request, "pages/report_new.html", found)


def _transfers(request: HttpRequest) -> int:
    count = number_of(request.POST.get("transfers", ""))
    return min(max(1, count) + ("another" in request.POST), MOST_TRANSFERS)


def _forms(data: Any, organisation: Organisation, transfers: int) -> dict[Step, Question]:
    found = {}
    for step in steps_of(transfers):
        if step.name not in _NOT_HERE:
            found[step] = FORMS[step.name](data, organisation=organisation, prefix=step.slug)
            if step.name == "amount":
                found[step].initial = {"currency": CURRENCY_OF.get(organisation.jurisdiction, "EUR")}
    return found


def _unchecked(step: Step, form: Question, request: HttpRequest, organisation: Organisation) -> Question:
    """What was typed, before anybody asked whether it is in order: another payment was wanted."""
    typed = {name: request.POST.get(form.add_prefix(name), "") for name in form.fields}
    fresh = FORMS[step.name](organisation=organisation, prefix=step.slug)
    fresh.initial = {name: value for name, value in typed.items() if value} or form.initial
    return fresh


def _taken(
    request: HttpRequest, act: Act, organisation: Organisation, forms: dict[Step, Question], transfers: int
) -> Receipt | None:
    answers = {step: form.cleaned_data for step, form in forms.items()}

    def decide() -> Receipt:
        return report(act, organisation, told_of(answers, transfers, "telephone"))

    return decided(request, _("The report was taken."), decide)


def _new(act: Act) -> Subject:
    return Subject(kind="report", owner=act.by.organisation)
