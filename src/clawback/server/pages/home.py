"""Home: what runs out next, what waits for me, how much money is held and was let go."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from clawback.server.casework.figures import figures_for
from clawback.server.casework.running_out import running_out_for
from clawback.server.casework.waiting import waiting_for
from clawback.server.pages.signing_in import act_of, member_of
from clawback.server.people.first import is_set_up

__all__ = ["home"]


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The member's own page; before that the way to sign in, and before that to be set up."""
    if member_of(request) is None:
        if not settings.CLAWBACK_DEMO and not is_set_up():
            return redirect("set-up")
        return redirect(settings.LOGIN_URL)
    act = act_of(request)
    found = {
        "at": act.at,
        "roles": sorted(act.by.roles),
        "figures": figures_for(act.by),
        "waiting": waiting_for(act.by),
        "running_out": running_out_for(act.by),
    }
    return render(request, "pages/home.html", found)
