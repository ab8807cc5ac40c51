"""A demo's time: an hour on, a day on, or on to the next clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from clawback.server.casework.following import VERBS
from clawback.server.clocks.models import Clock
from clawback.server.clocks.running import run_one
from clawback.server.clocks.time import go_ahead, now
from clawback.server.pages.signing_in import members

__all__ = ["demo_clock"]

_BY = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
_MOST = 200
"""So many clocks run before the page answers; the worker runs the rest."""


@require_POST
@members
def demo_clock(request: HttpRequest) -> HttpResponse:
    """Takes the time on, runs what is due, and goes back to the page."""
    if not settings.CLAWBACK_DEMO:
        raise Http404
    by = _BY.get(request.POST.get("by", "")) or _to_next(now())
    if by is None:
        messages.info(request, _("No clock is running."))
    else:
        go_ahead(by)
        count = 0
        while count < _MOST and run_one(VERBS, now()):
            count += 1
        told = ngettext("One clock ran out.", "%(count)s clocks ran out.", count)
        messages.info(request, told % {"count": count})
    there = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}):
        there = "/"
    return redirect(there)


def _to_next(at: datetime) -> timedelta | None:
    due = Clock.objects.filter(done_at=None, due_at__gt=at).order_by("due_at").first()
    return due.due_at - at + timedelta(seconds=1) if due else None
