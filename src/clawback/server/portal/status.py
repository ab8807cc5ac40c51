"""Status by code: what happened to a report, in plain words; with the second factor what it tells, too."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clawback.server.casework.models import PlanLine, Report
from clawback.server.casework.naming import masked
from clawback.server.casework.refusals import TooManyTries, UnknownCode
from clawback.server.casework.sealing import opened
from clawback.server.casework.victims.by_code import check_factor, report_of_code
from clawback.server.casework.victims.coming import coming_of
from clawback.server.casework.victims.contesting import lines_noticed, said_against
from clawback.server.casework.victims.files import file_name
from clawback.server.casework.victims.keeping import erased_on, kept_for
from clawback.server.casework.victims.money import claims_told, each_once, money_of
from clawback.server.casework.victims.reading import words_of
from clawback.server.casework.victims.timeline import timeline_of
from clawback.server.clocks.time import now
from clawback.server.people.refusals import Refusal
from clawback.server.portal.refused import in_words
from clawback.server.portal.way_in import enter, leave_all, opened_until, report_in, unlock, with_code
from clawback.server.shown.asking_address import address_of
from clawback.server.walls import everything

__all__ = ["leave", "status", "word"]


@never_cache
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """The form for a code; the timeline once it was entered."""
    if request.method == "POST":
        try:
            found = report_of_code(request.POST.get("code", "")[:100], address_of(request), now())
        except (UnknownCode, TooManyTries) as refusal:
            return render(request, "portal/code.html", {"wrong": in_words(refusal)})
        enter(request, found)
        return redirect("status")
    report = report_in(request)
    if report is None:
        return render(request, "portal/code.html", {})
    return render(request, "portal/status.html", shown(request, report))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """The next reader of this browser finds nothing open."""
    leave_all(request)
    return redirect("status")


@require_POST
@with_code
def word(request: HttpRequest, report: Report) -> HttpResponse:
    """The second factor."""
    try:
        check_factor(report, request.POST.get("word", "")[:200], now())
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        unlock(request)
    return redirect("status")


def shown(request: HttpRequest, report: Report) -> dict[str, object]:
    """What the page is given: states and sums, and what was told once the second factor was given."""
    at = now()
    kept = kept_for(report, at)
    open_now = opened_until(request) and report.erased_at is None
    found: dict[str, object] = {
        "report": report,
        "at": at,
        "steps": (steps := timeline_of(report, at)),
        "is_over": any(step.word == "report closed" for step in steps),
        "money": (money := money_of(report, at)),
        "paid_all": any(each.paid for each in money) and not any(each.held for each in money),
        "coming": coming_of(report, at) if report.state in ("in case", "duplicate") else [],
        "unlocked": open_now,
        "told_of": report.messages.exclude(kind="received").order_by("-made_at")[:10],
        "erased_on": erased_on(report) if kept is None or kept.known else None,
        "kept": kept,
    }
    if open_now:
        with everything():  # one that is worked in another report is told of here
            told = each_once(claims_told(report), report)
            claims = list(told.select_related("debtor_account", "creditor_account"))
        found |= {
            "told": opened(report),
            "words": words_of(report),
            "files": [(file, file_name(file)) for file in report.files.order_by("pk")],
            "claims": claims,
            "planned": _planned(report, at),
        }
    return found


def _planned(report: Report, at: datetime) -> list[tuple[PlanLine, str, str, str]]:
    """Lines that may be contested, or are: each with its account as told to a code, what was said of it, the answer."""
    said = said_against(report)
    lines = lines_noticed(report, at)
    return [(line, masked(line.account.number), *said.get(line.pk, ("", ""))) for line in lines]
