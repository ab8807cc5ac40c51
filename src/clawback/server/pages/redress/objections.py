"""The reviewer's pages: objections by clock; one of them, with what is held, why, and the holder's words."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clawback.server.casework.law import basis_of
from clawback.server.casework.models import Objection
from clawback.server.casework.redress.objecting import KIND
from clawback.server.casework.redress.reading import notice_for_holder
from clawback.server.casework.redress.reviewing import decide_objection, open_words, reasons_of
from clawback.server.casework.redress.sealing import is_kept
from clawback.server.casework.redress.subjects import of_objection
from clawback.server.casework.redress.waiting import decide_by, objections_for
from clawback.server.casework.subjects import for_one
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, check_may, only_members
from clawback.server.pages.redress.typed import units
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject

__all__ = ["objection", "objections"]


@require_safe
@only_members
def objections(request: HttpRequest, act: Act) -> HttpResponse:
    """Those of the member's organisation that wait, the most urgent first."""
    check_may(act, "see", Subject(kind=KIND, owner=act.by.organisation))
    waiting = objections_for(act.by, "see")
    due = decide_by(waiting)
    with for_one(act.by.id, [each.notice.hold.request.case_id for each in waiting]):
        rows = [
            {
                "made": each,
                "due_at": due.get(each.pk),
                "mine": each.reviewer_id == act.by.id,
                "may_decide": can(act, "decide", of_objection(each)),
            }
            for each in waiting
        ]
    return render(request, "pages/redress/objections.html", {"at": act.at, "rows": rows})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@only_members
def objection(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """One objection. The words are opened by a button, for opening is recorded."""
    made = Objection.objects.select_related("notice__hold__request__case").filter(pk=number).first()
    if made is None:
        raise Http404
    check_may(act, "see", of_objection(made))
    if request.method != "POST":
        return _page(request, act, made)
    if request.POST.get("do") == "open":
        words = decided(
            request, _("You opened the holder's words. This was recorded."), lambda: open_words(act, number)
        )
        return _page(request, act, made, words=words)
    done = decided(request, _("Decided. The holder reads your reasons."), lambda: _decide(request, act, made))
    return _page(request, act, made) if done is None else redirect("objection", number=number)


def _decide(request: HttpRequest, act: Act, made: Objection) -> Objection:
    outcome = request.POST.get("outcome", "")
    amount = None
    if outcome == "partly uphold":
        amount = units(request.POST.get("amount", ""), made.notice.hold.request.currency, "amount")
    return decide_objection(act, made.pk, outcome, request.POST.get("reasons", ""), amount)


def _page(
    request: HttpRequest, act: Act, made: Objection, words: Mapping[str, str] | None = None
) -> HttpResponse:
    hold = made.notice.hold
    shown = {
        "at": act.at,
        "made": made,
        "notice": notice_for_holder(made.notice),
        "basis": basis_of(hold),
        "due_at": decide_by([made]).get(made.pk),
        "may_decide": made.state == "made" and can(act, "decide", of_objection(made)),
        "may_open": can(act, "open", of_objection(made)),
        "is_kept": is_kept(made.notice),
        "reasons": reasons_of(made),
        "words": words,
        "typed": request.POST,
    }
    return render(request, "pages/redress/objection.html", shown)
