"""What every page has."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from clawback.server.pages.signing_in import member_of

__all__ = ["everywhere"]


def everywhere(request: HttpRequest) -> dict[str, object]:
    """The demo's band, and who is signed in."""
    return {"demo": settings.CLAWBACK_DEMO, "member": member_of(request)}
