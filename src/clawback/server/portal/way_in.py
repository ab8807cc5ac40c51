"""Who let themself in with a code, and with the second factor: in the session, for a while. Never the code itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from clawback.server.casework.models import Report
from clawback.server.clocks.time import now

__all__ = ["enter", "leave_all", "opened_until", "report_in", "unlock", "with_code", "with_word"]

_STAYS: Final = timedelta(minutes=30)
_OPEN: Final = timedelta(minutes=15)
_REPORT, _SEEN, _UNLOCKED = "portal report", "portal seen", "portal unlocked"

View = Callable[[HttpRequest, Report], HttpResponse]


def enter(request: HttpRequest, report: Report) -> None:
    """They have the code. The session gets a new name, so that none given out before it is worth anything."""
    request.session.cycle_key()
    request.session.pop(_UNLOCKED, None)
    request.session[_REPORT], request.session[_SEEN] = report.pk, now().isoformat()


def unlock(request: HttpRequest) -> None:
    """They have the second factor too."""
    request.session[_UNLOCKED] = now().isoformat()


def report_in(request: HttpRequest) -> Report | None:
    """The report they let themself into, within half an hour of their last page."""
    if not _recent(request, _SEEN, _STAYS):
        return None
    request.session[_SEEN] = now().isoformat()
    return Report.objects.filter(pk=request.session.get(_REPORT, 0)).first()


def opened_until(request: HttpRequest) -> bool:
    """Whether story, files and contact are open: for a quarter of an hour after the second factor."""
    return _recent(request, _UNLOCKED, _OPEN)


def leave_all(request: HttpRequest) -> None:
    """They go."""
    for name in (_REPORT, _SEEN, _UNLOCKED):
        request.session.pop(name, None)


def with_code(view: View) -> Callable[..., HttpResponse]:
    """The view gets their report; without one they are shown the way in."""

    @wraps(view)
    def checked(request: HttpRequest, **further: object) -> HttpResponse:
        report = report_in(request)
        return redirect("status") if report is None else view(request, report, **further)

    return checked


def with_word(view: View) -> Callable[..., HttpResponse]:
    """The same, where the second factor is needed too."""

    @wraps(view)
    def checked(request: HttpRequest, **further: object) -> HttpResponse:
        report = report_in(request)
        if report is None or not opened_until(request):
            return redirect("status")
        return view(request, report, **further)

    return checked


def _recent(request: HttpRequest, name: str, within: timedelta) -> bool:
    text = str(request.session.get(name, ""))
    return text != "" and now() - datetime.fromisoformat(text) <= within
