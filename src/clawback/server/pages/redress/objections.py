"""The reviewer's pages: objections by clock; one of them, with what is held, why, and the holder's words."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clawback.server.casework.law import basis_of
from clawback.server.casework.models import Objection, Referral
from clawback.server.casework.redress.files import open_objection_file
from clawback.server.casework.redress.helping import bodies_for, draft_holder_referral, of_holder_referral
from clawback.server.casework.redress.objecting import KIND
from clawback.server.casework.redress.reading import notice_for_holder
from clawback.server.casework.redress.reviewing import decide_objection, open_words, reasons_of
from clawback.server.casework.redress.sealing import is_kept
from clawback.server.casework.redress.subjects import of_objection
from clawback.server.casework.redress.waiting import decide_by, objections_for
from clawback.server.casework.subjects import for_one, of_hold, of_referral
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, check_may, only_members
from clawback.server.pages.redress.typed import units
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.shown.downloads import download
from clawback.server.shown.numbers import number_of

__all__ = ["objection", "objection_file", "objections"]


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
    made = _seen(act, number)
    if request.method != "POST":
        return _page(request, act, made)
    if request.POST.get("do") == "open":
        words = decided(
            request, _("You opened the holder's words. This was recorded."), lambda: open_words(act, number)
        )
        return _page(request, act, made, words=words)
    if request.POST.get("do") == "refer":
        drafted = decided(
            request,
            _("The referral is drafted: another member approves it."),
            lambda: _refer(request, act, made),
        )
        return _page(request, act, made) if drafted is None else redirect("objection", number=number)
    done = decided(request, _("Decided. The holder reads your reasons."), lambda: _decide(request, act, made))
    return _page(request, act, made) if done is None else redirect("objection", number=number)


def _seen(act: Act, number: int) -> Objection:
    made = (
        Objection.objects.select_related(
            "notice__hold__request__case", "notice__hold__request__account", "notice__hold__request__agent"
        )
        .filter(pk=number)
        .first()
    )
    if made is None:
        raise Http404
    check_may(act, "see", of_objection(made))
    return made


@require_POST
@only_members
def objection_file(request: HttpRequest, act: Act, number: int, place: int) -> HttpResponse:
    """A holder's file as a download; opening it is recorded each time."""
    _seen(act, number)
    opened = decided(
        request,
        _("You opened a holder's file. This was recorded."),
        lambda: open_objection_file(act, number, place),
    )
    return redirect("objection", number=number) if opened is None else download(*opened)


def _refer(request: HttpRequest, act: Act, made: Objection) -> Referral:
    to = number_of(request.POST.get("to", ""))
    return draft_holder_referral(act, made.pk, to, request.POST.get("needs", ""))


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
        "hold": hold,
        "sees_hold": can(act, "see", of_hold(hold)),
        "notice": notice_for_holder(made.notice),
        "basis": basis_of(hold),
        "due_at": decide_by([made]).get(made.pk),
        "may_decide": made.state == "made" and can(act, "decide", of_objection(made)),
        "may_open": can(act, "open", of_objection(made)),
        "is_kept": is_kept(made.notice),
        "reasons": reasons_of(made),
        "words": words,
        "referrals": _referrals(act, made),
        "may_refer": can(act, "draft", of_holder_referral(made)),
        "bodies": bodies_for(made),
        "files": made.files.order_by("pk"),
        "typed": request.POST,
    }
    return render(request, "pages/redress/objection.html", shown)


def _referrals(act: Act, made: Objection) -> list[Referral]:
    found = made.referrals.select_related("to", "organisation").order_by("pk")
    return [each for each in found if can(act, "see", of_referral(each))]
