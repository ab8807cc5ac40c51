"""Referrals: for the centre that makes them, and for those they go to, who see what they need to know and no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clawback.server.casework.models import HOW, WHO, Referral
from clawback.server.casework.redress.subjects import of_objection
from clawback.server.casework.referring import (
    answer_referral,
    approve_referral,
    needs_consent,
    note_consent,
    opened_referral,
    send_referral,
)
from clawback.server.casework.refusals import FactsWrong
from clawback.server.casework.subjects import of_consent, of_opening, of_referral
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can
from clawback.server.pages.members import members_only
from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act
from clawback.server.people.may import Allowed, may

__all__ = ["decide", "referral", "referrals"]

_MOST = 200


@members_only
@require_safe
def referrals(request: HttpRequest) -> HttpResponse:
    """Those that the member may see, the open ones in front."""
    act = act_of(request)
    organisation = act.by.organisation
    rows = Referral.objects.filter(Q(organisation=organisation) | Q(to=organisation))
    found = rows.select_related("to", "organisation", "report").order_by("answered_at", "-pk")[:_MOST]
    seen = [each for each in found if isinstance(may(act.by, "see", of_referral(each)), Allowed)]
    return render(request, "pages/referrals.html", {"rows": seen, "at": act.at, "ours": organisation})


@members_only
@require_http_methods(["GET", "POST"])
def referral(request: HttpRequest, number: int) -> HttpResponse:
    """What may be done; POST opens what it tells, which is written down."""
    act = act_of(request)
    found, needs = _seen(act, number), None
    if request.method == "POST":
        opened = decided(
            request, _("That you opened it is in the journal."), lambda: opened_referral(act, number)
        )
        needs = opened[1] if opened else None
    verbs = [verb for verb in _VERBS.get(found.state, ()) if _may(act, verb, found)]
    known = {
        "referral": found,
        "needs": needs,
        "at": act.at,
        "verbs": verbs,
        "ours": act.by.organisation,
        "with_consent": needs_consent(found),
        "may_note": found.sent_at is None and isinstance(may(act.by, "note", of_consent(found)), Allowed),
        "may_open": isinstance(may(act.by, "see" if found.report_id else "open", of_opening(found)), Allowed),
        "may_see_objection": _may_see_objection(act, found),
        "who": [each for each in WHO if each != ("holder" if found.report_id else "reporter")],
        "how": HOW,
    }
    return render(request, "pages/referral.html", known)


_VERBS = {"drafted": ("approve",), "approved": ("send",), "sent": ("accept", "decline")}


@members_only
@require_POST
def decide(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """approve, send, accept, decline; note a consent."""
    act = act_of(request)
    _seen(act, number)
    if verb == "approve":
        decided(request, _("Approved."), lambda: approve_referral(act, number))
    elif verb == "send":
        decided(request, _("Sent."), lambda: send_referral(act, number))
    elif verb == "consent":
        decided(request, _("The consent is noted."), lambda: _note_consent(act, number, request.POST))
    elif verb in ("accept", "decline"):
        words = request.POST.get("words", "")
        decided(
            request, _("Your answer is with the centre."), lambda: answer_referral(act, number, verb, words)
        )
    else:
        raise Http404
    return redirect("referrals") if verb == "decline" else redirect("referral", number)


def _note_consent(act: Act, number: int, typed: Mapping[str, str]) -> Referral:
    """When it was given stands in UTC; now where nothing is typed. Raises FactsWrong."""
    text = typed.get("given_at", "").strip()
    try:
        given_at = datetime.fromisoformat(text).replace(tzinfo=UTC) if text else act.at
    except ValueError:
        raise FactsWrong("write day and time, such as 2026-01-31T14:30", field="given_at") from None
    return note_consent(act, number, typed.get("who", ""), typed.get("how", ""), given_at)


def _may(act: Act, verb: str, found: Referral) -> bool:
    return isinstance(may(act.by, verb, of_referral(found)), Allowed)


def _may_see_objection(act: Act, found: Referral) -> bool:
    if found.organisation_id != act.by.organisation or found.objection is None:
        return False
    return can(act, "see", of_objection(found.objection))


def _seen(act: Act, number: int) -> Referral:
    found = Referral.objects.select_related("to", "organisation", "report").filter(pk=number).first()
    if found is None or not _may(act, "see", found):
        raise Http404
    return found
