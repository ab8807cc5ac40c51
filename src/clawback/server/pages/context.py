"""What every page has."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from clawback.server.casework.quarantining import open_quarantine
from clawback.server.pages.own import own_pages
from clawback.server.pages.signing_in import act_of, member_of

__all__ = ["everywhere"]


def everywhere(request: HttpRequest) -> dict[str, object]:
    """The demo's band, who is signed in, their own pages, and whether the database was restored."""
    member = member_of(request)
    return {
        "demo": settings.CLAWBACK_DEMO,
        "member": member,
        "own_pages": own_pages(act_of(request)) if member else (),
        "quarantine": member is not None and open_quarantine() is not None,
    }
