"""What every page has."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from clawback.server.casework.quarantining import open_quarantine
from clawback.server.pages.navigation import more_for, ways_for
from clawback.server.pages.signing_in import act_of, member_of

__all__ = ["everywhere"]


def everywhere(request: HttpRequest) -> dict[str, object]:
    """The demo's band and time, who is signed in, the ways open to them, and whether the database was restored.

    A page for people with a code is the same for everybody, a member's browser too.
    """
    member = None if _is_portal(request) else member_of(request)
    found: dict[str, object] = {"demo": settings.CLAWBACK_DEMO, "member": member}
    if member is not None:
        act = act_of(request)
        at, facts = act.at, act.by
        found["ways"], found["more"] = ways_for(facts, request.path), more_for(facts, request.path)
        found["demo_time"] = at if settings.CLAWBACK_DEMO else None
        found["quarantine"] = open_quarantine() is not None
    return found


def _is_portal(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.func.__module__.startswith("clawback.server.portal.")
