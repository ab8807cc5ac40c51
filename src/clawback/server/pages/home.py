"""Home: what runs out next, what waits for me, money at risk, held and returned, how fast first holds come."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from clawback.server.casework.figures import figures_for
from clawback.server.casework.running_out import running_out_for
from clawback.server.casework.speeds import speeds_for
from clawback.server.casework.subjects import for_one
from clawback.server.casework.waiting import Waiting, all_waiting_for
from clawback.server.pages.addresses import address_of, addresses_of
from clawback.server.pages.pictures import figures_bar, speed_chart
from clawback.server.pages.signing_in import act_of, member_of
from clawback.server.people.first import is_set_up
from clawback.server.record.remembering import remembered

__all__ = ["home", "linked", "most_of"]

_MOST = 20


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The member's own page; before that the way to sign in, and before that to be set up."""
    if member_of(request) is None:
        if not settings.CLAWBACK_DEMO and not is_set_up():
            return redirect("set-up")
        return redirect(settings.LOGIN_URL)
    act = act_of(request)
    works_cases = act.by.kind in ("centre", "police") and bool(act.by.roles - {"administrator"})
    minute = act.at.replace(second=0, microsecond=0)
    figures, speeds = remembered(
        lambda: (figures_for(act.by), speeds_for(act.by, minute) if works_cases else None),
        "home",
        act.by.organisation,
        works_cases,
        minute,
    )
    with for_one(act.by.id, ()):
        waiting = all_waiting_for(act.by, most_of(request, _MOST))
        running_out = running_out_for(act.by)
    found = {
        "at": act.at,
        "roles": sorted(act.by.roles),
        "figures": [(row, figures_bar(row)) for row in figures],
        "waiting": linked(waiting.rows, theirs=act.by.kind == "agent"),
        "names_cases": works_cases,
        "waiting_more": waiting.left,
        "waiting_most": waiting.more,
        "running_out": [(row, address_of("hold", row.number)) for row in running_out],
        "speeds": speeds,
        "chart": speed_chart(speeds) if speeds else None,
        "still": "still" in request.GET,
    }
    return render(request, "pages/home.html", found)


def most_of(request: HttpRequest, few: int) -> int:
    """So many rows of what waits are shown: `few`, or with ?all every one that was found."""
    return 1_000_000 if "all" in request.GET else few


def linked(rows: list[Waiting], *, theirs: bool = False) -> list[tuple[Waiting, str]]:
    """Each row with the path of its page; `theirs` for an agent's rows."""
    paths = addresses_of(((row.kind, row.number) for row in rows), theirs=theirs)
    return list(zip(rows, paths, strict=True))
