"""Closing a case, and clearing what is in the way of that."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from clawback.server.casework.models import Case, HoldRequest, Proposal, StatementRequest
from clawback.server.casework.returns.closing import close_case
from clawback.server.casework.returns.subjects import of_new
from clawback.server.casework.statements.dismissing import (
    dismiss_draft,
    dismiss_proposal,
    dismiss_statement_draft,
)
from clawback.server.casework.subjects import of_case
from clawback.server.pages.deciding import decided
from clawback.server.pages.returns.common import members_only, number_in, see_or_404
from clawback.server.pages.signing_in import act_of

__all__ = ["close", "dismiss"]

_DISMISS: Final = {
    "proposal": (Proposal, dismiss_proposal),
    "hold request": (HoldRequest, dismiss_draft),
    "statement request": (StatementRequest, dismiss_statement_draft),
}


@members_only
@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Back to the case's returns, closed or with the reason why not."""
    act = act_of(request)
    see_or_404(act, [of_case(get_object_or_404(Case, pk=number))])
    decided(request, _("The case is closed."), lambda: close_case(act, number))
    return redirect("plan-draft", number)


@members_only
@require_POST
def dismiss(request: HttpRequest, number: int) -> HttpResponse:
    """A proposal or a draft of the case comes to nothing, with a reason."""
    act = act_of(request)
    case = get_object_or_404(Case, pk=number)
    see_or_404(act, [of_new(case, "plan")])
    kind, reason = request.POST.get("kind", ""), request.POST.get("reason", "")
    if kind not in _DISMISS:
        raise Http404
    model, dismissed = _DISMISS[kind]
    found = get_object_or_404(model, pk=number_in(request.POST, "number"), case=case)
    decided(request, _("Dismissed, with your reason."), lambda: dismissed(act, found.pk, reason))
    return redirect("plan-draft", number)
