"""The regulator's page: agents that do not answer, and how those who ask do; counts and times, no people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clawback.server import walls
from clawback.server.casework.redress.guard_figures import asking_figures, beyond_basis, silent_agents
from clawback.server.pages.looking import can, check_may, only_members
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject

__all__ = ["silent_agents_page"]


@require_safe
@only_members
def silent_agents_page(request: HttpRequest, act: Act) -> HttpResponse:
    """All of it for a regulator; for an auditor the figures of their own organisation."""
    check_may(act, "see", Subject(kind="guard figures", owner=act.by.organisation))
    whole = can(act, "see", Subject(kind="silence"))
    organisation = None if whole else act.by.organisation
    with walls.everything():  # counts and times, which name nobody
        shown = {
            "at": act.at,
            "whole": whole,
            "agents": list(silent_agents()) if whole else [],
            "asking": list(asking_figures(act.at, organisation)),
            "beyond": list(beyond_basis(organisation)),
        }
    return render(request, "pages/redress/silent.html", shown)
