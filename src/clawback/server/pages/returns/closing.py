"""Closing a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from clawback.server.casework.models import Case
from clawback.server.casework.returns.closing import close_case
from clawback.server.casework.subjects import of_case
from clawback.server.pages.deciding import decided
from clawback.server.pages.returns.common import members_only, see_or_404
from clawback.server.pages.signing_in import act_of

__all__ = ["close"]


@members_only
@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Back to the case's returns, closed or with the reason why not."""
    act = act_of(request)
    see_or_404(act, [of_case(get_object_or_404(Case, pk=number))])
    decided(request, _("The case is closed."), lambda: close_case(act, number))
    return redirect("plan-draft", number)
