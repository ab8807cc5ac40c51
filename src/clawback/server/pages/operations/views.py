"""The list of operations, an operation, and what a person says of its links."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from clawback.server.casework.models import LinkedReport, Operation
from clawback.server.casework.operations.cutting import note_links, part_reports, rejoin_reports, take_up
from clawback.server.casework.operations.masking import open_to
from clawback.server.casework.operations.overview import (
    cases_of,
    listed_for,
    money_of,
    reports_of,
    victims_of,
)
from clawback.server.casework.operations.shared import aside_of, cuts_told, links_told
from clawback.server.casework.operations.subjects import of_operation, of_operations
from clawback.server.casework.operations.told import told_of
from clawback.server.casework.reading_once import read_once
from clawback.server.casework.subjects import for_one, of_case, of_report
from clawback.server.casework.timeline import decided_about
from clawback.server.pages.addresses import address_of
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, check_may, looked_at, only_members
from clawback.server.pages.opening import opened as written_down
from clawback.server.pages.operations.picture import picture_of
from clawback.server.pages.operations.saying import said, said_aside
from clawback.server.pages.pictures import money_bar
from clawback.server.pages.timelines import told_timeline
from clawback.server.people.acting import Act
from clawback.server.record.deciding import name_of
from clawback.server.shown.numbers import number_of

__all__ = ["note", "operation", "operations", "part", "rejoin", "take"]

Typed = Mapping[str, str]
_MOST_DRAWN = 60
"""Reports of one picture: beyond that the list says more."""


@only_members
@require_safe
def operations(request: HttpRequest, act: Act) -> HttpResponse:
    """Those of the organisation that are not over."""
    check_may(act, "see", of_operations(act.by.organisation))
    return render(request, "pages/operations/list.html", {"at": act.at, "rows": listed_for(act.by)})


@only_members
@require_safe
def operation(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """What it is, what links it, its money, its cases, who knows of it."""
    return _page(request, number, {})


@only_members
@require_POST
def part(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """Cuts two reports from each other; a refused form is shown again with what was typed."""
    _seen(request, number)
    one, other = (number_of(request.POST.get(name, "")) for name in ("one", "other"))
    reason = request.POST.get("reason", "")
    done = _("Cut: the two stay apart. The groups are found anew within seconds.")
    if decided(request, done, lambda: part_reports(act, number, one, other, reason)) is None:
        return _page(request, number, request.POST, status=422)
    return redirect("operation", number)


@only_members
@require_POST
def rejoin(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """Takes a cut back."""
    _seen(request, number)
    cut = number_of(request.POST.get("cut", ""))
    done = _("Taken back: what links the two counts again.")
    decided(request, done, lambda: rejoin_reports(act, number, cut))
    return redirect("operation", number)


@only_members
@require_POST
def note(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """The member looked at the links that were shown."""
    _seen(request, number)
    links = [number_of(each) for each in request.POST.getlist("link")[:1000]]
    decided(request, _("You looked at these links."), lambda: note_links(act, number, links))
    return redirect("operation", number)


@only_members
@require_POST
def take(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """Takes it up with an aim, or changes the aim."""
    _seen(request, number)
    aim = request.POST.get("aim", "")
    if decided(request, _("The operation is taken up."), lambda: take_up(act, number, aim)) is None:
        return _page(request, number, request.POST, status=422)
    return redirect("operation", number)


def _seen(request: HttpRequest, number: int) -> tuple[Act, Operation]:
    related = Operation.objects.select_related("organisation", "taken_up_by")
    return looked_at(request, related, number, of_operation)


def _page(request: HttpRequest, number: int, typed: Typed, *, status: int = 200) -> HttpResponse:
    with read_once():
        act, found = _seen(request, number)
        written_down(request, found, None)
        return render(request, "pages/operations/operation.html", _shown(act, found, typed), status=status)


def _shown(act: Act, found: Operation, typed: Typed) -> dict[str, object]:
    reports, cases = reports_of(found), cases_of(found)
    opened = open_to(act.by, reports)
    links, aside, cuts = links_told(found, opened), aside_of(found, opened), cuts_told(found, opened)
    reasons = [reason for each in links for reason in each.reasons]
    subject = of_operation(found)
    with for_one(act.by.id, [each.pk for each in cases]):
        case_rows = [
            (each, address_of("case", each.pk) if can(act, "see", of_case(each)) else "") for each in cases
        ]
        unworked = [each for each in reports if each.case_id is None]
        report_rows = [
            (each, address_of("report", each.pk) if can(act, "see", of_report(each)) else "")
            for each in unworked
        ]
    pending = LinkedReport.objects.filter(report__in=[each.pk for each in reports], pending=True).exists()
    return {
        "at": act.at,
        "operation": found,
        "percent": found.cohesion // 10,
        "money": [(row, money_bar(row)) for row in money_of(found, act.at)],
        "victims": victims_of(reports),
        "reports": reports,
        "cases": case_rows,
        "unworked": report_rows,
        "links": [(each, [said(reason) for reason in each.reasons]) for each in links],
        "new": [each.number for each in links if each.new],
        "picture": picture_of(reports, links) if 1 < len(reports) <= _MOST_DRAWN else "",
        "aside": [said_aside(each) for each in aside],
        "cuts": cuts,
        "masked": any(each.masked for each in (*reasons, *aside)) or any(each.masked for each in cuts),
        "told": told_of(found),
        "pending": pending,
        "typed": typed,
        "can": {verb: can(act, verb, subject) for verb in ("note", "part", "rejoin")},
        "may_take": found.state != "ended" and can(act, "take up", subject),
        "timeline": told_timeline(act, decided_about([name_of(found)]), found.organisation_id),
    }
