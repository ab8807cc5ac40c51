"""Where the member is signed in, and signing out there."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clawback import clock
from clawback.server.pages.signing_in import member_of
from clawback.server.people import sessions as kept
from clawback.server.people.models import Member

__all__ = ["end", "sessions"]


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The member's own."""
    rows = kept.sessions_of(_self(request))
    found = {"at": clock.now(), "rows": rows, "current": request.session.session_key}
    return render(request, "pages/people/sessions.html", found)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """One of them, or with `session=all` every one, this too."""
    member, which = _self(request), request.POST.get("session", "")
    if which == "all":
        kept.end_sessions(member)
        logout(request)
        return redirect("home")
    if which.isdecimal():
        kept.end_session(member, int(which))
        messages.success(request, _("You are signed out there."))
    return redirect("sessions")


def _self(request: HttpRequest) -> Member:
    member = member_of(request)
    if member is None:
        raise Http404
    return member
