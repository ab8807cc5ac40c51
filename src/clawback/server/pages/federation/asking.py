"""What a case asks of its peers: drafting and approving it, confirming and letting go what they hold."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clawback.server.casework.federation.asking import approve_question, draft_question, of_question
from clawback.server.casework.federation.holding import confirm_peer_hold, release_peer_hold
from clawback.server.casework.federation.sharing import carry_claim, free_claim
from clawback.server.casework.models import Case, PeerHold, PeerQuestion
from clawback.server.casework.subjects import of_case
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, looked_at, only_members
from clawback.server.people.acting import Act
from clawback.server.shown.numbers import number_of

__all__ = ["approve", "carry", "confirm", "draft", "free", "hold", "question", "release"]


@require_POST
@only_members
def draft(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """Drafts the question for the claims of a case that can be asked."""
    looked_at(request, Case.objects.all(), number, of_case)
    held = request.POST.get("hold") == "yes"
    decided(
        request,
        _("Drafted: another member approves it, then the peers are asked."),
        lambda: draft_question(act, number, hold=held),
    )
    return redirect("case", number)


@require_safe
@only_members
def question(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """A question is shown with its case."""
    _act, row = looked_at(request, PeerQuestion.objects.select_related("case"), number, of_question)
    return _to_case(row.case_id)


@require_POST
@only_members
def approve(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """It is sent."""
    _act, row = looked_at(request, PeerQuestion.objects.select_related("case"), number, of_question)
    decided(
        request,
        _("Asked: what the peers answer stands here as it comes."),
        lambda: approve_question(act, number),
    )
    return _to_case(row.case_id)


@require_POST
@only_members
def carry(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """Which case carries a claim that another owner's case traces too."""
    _act, row = looked_at(request, PeerQuestion.objects.select_related("case"), number, of_question)
    claim, case = number_of(request.POST.get("claim", "")), request.POST.get("case", "")
    done = _("Said: the institution where the claim starts tells the other owner.")
    decided(request, done, lambda: carry_claim(act, number, claim, case))
    return _to_case(row.case_id)


@require_POST
@only_members
def free(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """A case that carried a claim, and is over, did not pay it."""
    _act, row = looked_at(request, PeerQuestion.objects.select_related("case"), number, of_question)
    claim, case = number_of(request.POST.get("claim", "")), request.POST.get("case", "")
    reason = request.POST.get("reason", "")
    done = _("Said: a plan divides the claim again.")
    decided(request, done, lambda: free_claim(act, number, claim, case, reason))
    return _to_case(row.case_id)


@require_safe
@only_members
def hold(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """A provisional hold is shown with its case."""
    return _to_case(_hold(act, number).question.case_id)


@require_POST
@only_members
def confirm(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """An approver stands behind it."""
    done = _("Confirmed: it ends when the first period of its basis is over.")
    return _decide(request, act, number, done, confirm_peer_hold)


@require_POST
@only_members
def release(request: HttpRequest, act: Act, number: int) -> HttpResponse:
    """It is let go."""
    return _decide(request, act, number, _("Released: its institution is told."), release_peer_hold)


def _decide(
    request: HttpRequest,
    act: Act,
    number: int,
    done: str | Promise,
    decide: Callable[[Act, int], PeerHold],
) -> HttpResponse:
    row = _hold(act, number)
    decided(request, done, lambda: decide(act, number))
    return _to_case(row.question.case_id)


def _hold(act: Act, number: int) -> PeerHold:
    """Raises Http404 for who may not see the question that it belongs to."""
    found = PeerHold.objects.select_related("question__case").filter(pk=number).first()
    if found is None or not can(act, "see", of_question(found.question)):
        raise Http404
    return found


def _to_case(case: int) -> HttpResponse:
    answer = redirect("case", case)
    answer["Location"] += "#peers"
    return answer
