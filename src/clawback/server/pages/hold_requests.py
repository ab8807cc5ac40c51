"""A hold request: drafted from its case, approved, confirmed; and what its agent answers, on the same page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clawback.server.casework.answering import place_hold, refuse_request
from clawback.server.casework.law import basis_at
from clawback.server.casework.models import Hold, HoldRequest
from clawback.server.casework.requesting import (
    LONGEST_REASON,
    approve_request,
    confirm_request,
    needs_reason,
    send_at_once,
)
from clawback.server.casework.subjects import for_one, of_request
from clawback.server.casework.timeline import decided_about
from clawback.server.clocks.models import Clock
from clawback.server.pages.answer_forms import PlaceForm, RefuseForm
from clawback.server.pages.beside import beside
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, looked_at
from clawback.server.pages.signing_in import members
from clawback.server.pages.timelines import told_timeline
from clawback.server.people.acting import Act

__all__ = ["hold_request", "hold_request_decide", "hold_request_place", "hold_request_refuse"]

_RECORDS = HoldRequest.objects.select_related(
    "case__organisation", "account", "agent", "drafted_by", "approved_by", "confirmed_by", "answered_by"
)


@require_safe
@members
def hold_request(request: HttpRequest, number: int) -> HttpResponse:
    """What is asked, on what basis, where it stands, and what the reader may do."""
    act, found = looked_at(request, _RECORDS.all(), number, of_request)
    return _shown(request, act, found)


def _shown(
    request: HttpRequest,
    act: Act,
    found: HoldRequest,
    place: PlaceForm | None = None,
    refuse: RefuseForm | None = None,
) -> HttpResponse:
    with for_one(act.by.id, [found.case_id]):
        told = _told(act, found, place, refuse)
        return render(request, "pages/hold_request.html", told, status=422 if place or refuse else 200)


def _told(
    act: Act, found: HoldRequest, place: PlaceForm | None, refuse: RefuseForm | None
) -> dict[str, object]:
    subject = of_request(found)
    ours = found.case.organisation_id == act.by.organisation
    sent = found.state == "sent"
    clocks = Clock.objects.filter(kind="hold request", subject=found.pk, done_at=None).order_by("due_at")
    return {
        "at": act.at,
        "asked": found,
        "ours": ours,
        "basis": basis_at(found.jurisdiction, found.basis, found.drafted_at),
        "parts": list(
            found.parts.select_related("claim__debtor_account", "claim__creditor_account").order_by("claim")
        ),
        "clocks": list(clocks),
        "hold": Hold.objects.filter(request=found).first(),
        "may_approve": found.state == "drafted" and can(act, "approve", subject),
        "needs_reason": found.state == "drafted" and ours and needs_reason(found),
        "longest": LONGEST_REASON,
        "may_send": found.state == "drafted" and can(act, "send", subject),
        "may_confirm": _unconfirmed(found) and can(act, "confirm", subject),
        "unconfirmed": _unconfirmed(found),
        "place": (place or PlaceForm(found)) if sent and can(act, "place", subject) else None,
        "refuse": (refuse or RefuseForm()) if sent and can(act, "refuse", subject) else None,
        "beside": beside(act, found.case_id, found.account_id, ("hold request", found.pk)),
        "timeline": told_timeline(
            act, decided_about([f"holdrequest/{found.pk}"]), act.by.organisation if ours else None
        ),
    }


def _unconfirmed(found: HoldRequest) -> bool:
    return (
        found.emergency
        and found.confirmed_by_id is None
        and found.ended_at is None
        and found.state in ("sent", "answered")
    )


_DECISIONS: dict[str, tuple[str | Promise, Callable[[Act, int, str], HoldRequest]]] = {
    "approve": (_("The request is with the agent."), approve_request),
    "send": (
        _("The request is with the agent. An approver confirms it in time, or it lapses."),
        lambda act, number, _reason: send_at_once(act, number),
    ),
    "confirm": (
        _("The request is confirmed."),
        lambda act, number, _reason: confirm_request(act, number),
    ),
}


@require_POST
@members
def hold_request_decide(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """approve (on a victim's account with a reason), send at once, confirm."""
    act, found = looked_at(request, _RECORDS.all(), number, of_request)
    done, decide = _DECISIONS[verb]
    decided(request, done, lambda: decide(act, found.pk, request.POST.get("reason", "")))
    return redirect("hold-request", number)


@require_http_methods(["GET", "POST"])
@members
def hold_request_place(request: HttpRequest, number: int) -> HttpResponse:
    """The agent's yes: the amount it holds, after taking off what is protected."""
    act, found = looked_at(request, _RECORDS.all(), number, of_request)
    form = PlaceForm(found, request.POST or None)
    if request.method == "GET":
        return redirect("hold-request", number)
    if not form.is_valid():
        return _shown(request, act, found, place=form)
    amount, protected = form.cleaned_data["amount"], form.cleaned_data["protected"] or 0
    hold = decided(request, _("The hold is placed."), lambda: place_hold(act, found.pk, amount, protected))
    return redirect("hold", hold.pk) if hold else redirect("hold-request", number)


@require_http_methods(["GET", "POST"])
@members
def hold_request_refuse(request: HttpRequest, number: int) -> HttpResponse:
    """The agent's no, with a reason of the list."""
    act, found = looked_at(request, _RECORDS.all(), number, of_request)
    form = RefuseForm(request.POST or None)
    if request.method == "GET":
        return redirect("hold-request", number)
    if not form.is_valid():
        return _shown(request, act, found, refuse=form)
    said = form.cleaned_data
    decided(
        request,
        _("The request is refused. The centre sees your reason."),
        lambda: refuse_request(act, found.pk, said["reason"], said["words"]),
    )
    return redirect("hold-request", number)
