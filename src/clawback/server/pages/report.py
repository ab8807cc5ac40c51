"""A report, for those who confirm its facts: claims, likely duplicates, the story once it is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from clawback.server.casework.claiming import confirm_claim, reject_claim
from clawback.server.casework.ending import Ended
from clawback.server.casework.joining import join_report
from clawback.server.casework.linking import cases_offered, link_report
from clawback.server.casework.models import Claim, Referral, Report
from clawback.server.casework.opening import open_case
from clawback.server.casework.referring import draft_referral
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.subjects import of_report
from clawback.server.casework.victims.adding import ask_reporter
from clawback.server.casework.victims.duplicates import likely_duplicates, linked_by_identifiers
from clawback.server.casework.victims.money import each_once
from clawback.server.casework.victims.naming_scam import name_scam
from clawback.server.casework.victims.reading import identifiers_of, open_report_file, open_story, words_of
from clawback.server.casework.victims.rejecting import REASONS, reject_report
from clawback.server.casework.victims.withdrawing import keep_after_all, withdraw_report
from clawback.server.pages.deciding import decided
from clawback.server.pages.facts_shown import read_of
from clawback.server.pages.members import members_only
from clawback.server.pages.operations.panel import operation_of
from clawback.server.pages.signing_in import act_of
from clawback.server.pages.what_was_let_go import said_of
from clawback.server.people.acting import Act
from clawback.server.people.may import Allowed, may
from clawback.server.people.models import Organisation
from clawback.server.shown.downloads import download
from clawback.server.shown.languages import languages
from clawback.server.shown.report_form.kinds import SCAM_TYPES

__all__ = ["claim", "decide", "file", "opened_of", "report", "seen", "shown", "story"]

Typed = Mapping[str, str]
_LIVE: Final = ("reported", "confirmed")


@members_only
@require_safe
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Facts and what may be done; nothing that is sealed."""
    act = act_of(request)
    return shown(request, act, seen(act, number), {})


@members_only
@require_POST
def story(request: HttpRequest, number: int) -> HttpResponse:
    """The story, on this one answer: opening it is written down each time."""
    act = act_of(request)
    found = seen(act, number)
    told = decided(request, _("That you opened it is in the journal."), lambda: open_story(act, number))
    if told is None:
        return redirect("report", number)
    return shown(request, act, found, {}, opened_of(found, told, {}))


@members_only
@require_POST
def file(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """A file as a download; opening it is written down each time."""
    act = act_of(request)
    seen(act, number)
    opened = decided(
        request, _("That you opened it is in the journal."), lambda: open_report_file(act, number, place)
    )
    if opened is None:
        return redirect("report", number)
    row, name, data = opened
    return download(row.kind, name, data)


@members_only
@require_POST
def claim(request: HttpRequest, number: int, place: int, verb: str) -> HttpResponse:
    """confirm or reject one claim of the report."""
    act = act_of(request)
    found = seen(act, number)
    if not found.claims.filter(pk=place).exists() or verb not in ("confirm", "reject"):
        raise Http404
    if verb == "confirm":
        decided(request, _("Confirmed."), lambda: confirm_claim(act, place))
    else:
        reason = request.POST
        decided(
            request,
            lambda done: said_of(_("Rejected."), done),
            lambda: reject_claim(act, place, _reason(reason)),
        )
    return redirect("report", number)


@members_only
@require_POST
def decide(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """What is done with the whole report; a refused form is shown again with what was typed."""
    act = act_of(request)
    found = seen(act, number)
    if verb not in _DECISIONS:
        raise Http404
    said, decision = _DECISIONS[verb]
    done = decided(
        request,
        lambda result: said_of(said, result) if isinstance(result, Ended) else str(said),
        lambda: decision(act, number, request.POST),
    )
    if done is None:
        return shown(request, act, found, request.POST)
    found.refresh_from_db()
    return redirect("case", found.case_id) if verb in ("open", "link") else redirect("report", number)


def _join(act: Act, number: int, typed: Typed) -> object:
    return join_report(act, number, _number(typed, "first"))


def _refer(act: Act, number: int, typed: Typed) -> object:
    whole = typed.get("whole") == "on"
    return draft_referral(act, number, _number(typed, "to"), typed.get("needs", ""), whole=whole)


def _withdraw(act: Act, number: int, typed: Typed) -> object:
    return withdraw_report(act, number, typed.get("call", ""))


def _keep(act: Act, number: int, typed: Typed) -> object:
    return keep_after_all(act, number, typed.get("call", ""))


def _open(act: Act, number: int, typed: Typed) -> object:
    return open_case(act, number, typed.get("title", ""))


def _link(act: Act, number: int, typed: Typed) -> object:
    return link_report(act, number, _number(typed, "case"))


def _reject(act: Act, number: int, typed: Typed) -> object:
    return reject_report(act, number, _reason(typed))


def _reason(typed: Typed) -> str:
    """One of ours: none that somebody wrote about a person."""
    reason = typed.get("reason", "")
    if reason not in REASONS:
        raise FactsWrong("choose one", field="reason")
    return reason


def _ask(act: Act, number: int, typed: Typed) -> object:
    return ask_reporter(act, number, typed.get("text", ""))


def _kind(act: Act, number: int, typed: Typed) -> object:
    return name_scam(act, number, typed.get("scam_type", ""))


_DECISIONS: Final[dict[str, tuple[Promise, Callable[[Act, int, Typed], object]]]] = {
    "join": (_("Joined to the first report."), _join),
    "refer": (_("The referral is drafted: another person approves it."), _refer),
    "withdraw": (_("Withdrawn."), _withdraw),
    "keep": (_("The report stays."), _keep),
    "open": (_("The case is open."), _open),
    "link": (_("Linked: it is worked in that case from now on."), _link),
    "reject": (_("Rejected."), _reject),
    "kind": (_("The kind of scam is named."), _kind),
    "ask": (_("Sent. They get a message that there is something to read."), _ask),
}


def _number(typed: Typed, name: str) -> int:
    text = typed.get(name, "")
    if not text.isdecimal() or len(text) > 18:
        raise FactsWrong("choose one", field=name)
    return int(text)


def seen(act: Act, number: int) -> Report:
    """The report, for whoever may see it; to anybody else there is none."""
    found = Report.objects.select_related("organisation").filter(pk=number).first()
    if found is None or not isinstance(may(act.by, "see", of_report(found)), Allowed):
        raise Http404
    return found


def shown(
    request: HttpRequest,
    act: Act,
    found: Report,
    typed: Typed,
    opened: Mapping[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The report's page, with what was typed into a form that was refused."""
    told = each_once(Claim.objects.filter(Q(report=found) | Q(told_in=found)), found).order_by("pk")
    claims = list(told.select_related("debtor_account", "creditor_account", "same_as"))
    known = {
        "report": found,
        "at": act.at,
        "claims": claims,
        "next": next(
            (each.pk for each in claims if each.state == "reported" and each.report_id == found.pk), None
        ),
        "duplicates": likely_duplicates(found) if found.state in ("received", "confirmed") else [],
        "linked": linked_by_identifiers(found),
        "operation": operation_of(act, found),
        "reasons": REASONS,
        "files": found.files.order_by("pk"),
        "referrals": Referral.objects.filter(report=found).select_related("to").order_by("pk"),
        "bodies": _bodies(found),
        "typed": typed,
        "opened": opened or {},
        "can": _can(act, found),
        "cases": cases_offered(found, act.by) if found.state == "confirmed" else [],
        "kinds": SCAM_TYPES,
        "language": dict(languages()).get(found.language, found.language),
        "kind": dict(SCAM_TYPES).get(found.scam_type, found.scam_type),
        "withdrawable": found.state in ("received", "confirmed", "in case", "duplicate"),
        "over": found.state not in ("received", "confirmed", "in case"),
    }
    return render(request, "pages/report.html", known, status=status)


def _can(act: Act, found: Report) -> dict[str, bool]:
    """Which forms are shown: what the table lets this member do."""
    asked = {
        "confirm": ("confirm", "claim"),
        "open": ("open", "case"),
        "case": ("see", "case"),
        "read": ("open", "story"),
        "ask": ("ask", "report"),
        "withdraw": ("withdraw", "report"),
        "refer": ("draft", "referral"),
        "correct": ("correct", "claim"),
    }
    return {
        name: isinstance(may(act.by, verb, of_report(found, kind)), Allowed)
        for name, (verb, kind) in asked.items()
    }


def opened_of(found: Report, told: dict[str, str], typed: Typed, wrong: str = "") -> dict[str, object]:
    """What is shown of a report whose seal is open on this one answer; `wrong` is the key of a refused fact."""
    story = told.get("story", "")
    return {
        "read": read_of(found, story, typed, wrong),
        "rows": _labelled({name: value for name, value in told.items() if name != "story"}),
        "words": words_of(found),
        "identifiers": identifiers_of(found),
    }


def _labelled(told: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(word, place of the transfer or nothing, value) of everything that was told."""
    found = []
    for name, value in told.items():
        base, _space, place = name.rpartition(" ")
        found.append((base, place, value) if place.isdigit() else (name, "", value))
    return found


def _bodies(found: Report) -> list[Organisation]:
    kinds = ["support", "foreign", "centre", "police"]
    rows = Organisation.objects.filter(kind__in=kinds, suspended=False).exclude(pk=found.organisation_id)
    return list(rows.order_by("kind", "name"))
