"""Pages for members alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from clawback.server.pages.signing_in import member_of

__all__ = ["members_only"]


def members_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Nobody, and whoever is no member, gets the way to sign in: every address answers them alike."""

    @wraps(view)
    def checked(request: HttpRequest, **further: object) -> HttpResponse:
        return redirect(settings.LOGIN_URL) if member_of(request) is None else view(request, **further)

    return checked
