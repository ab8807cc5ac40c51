"""Until a start is done, every page is one that says how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from clawback.server.demo.span import DAYS
from clawback.server.progress import MAKING_TABLES, read_progress

__all__ = ["Starting"]

_HEALTH: Final = "/healthz"
_TODAY: Final = 14  # the last day takes as long as so many before it


class Starting:
    """Asks no database, which has no tables yet. 503, and the page comes again by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._path = settings.CLAWBACK_STARTING

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self._path is None or request.path == _HEALTH:
            return self._get_response(request)
        days = read_progress(self._path)
        if days is None:
            self._path = None
            return self._get_response(request)
        about = {"lives": days != MAKING_TABLES, "days": days, "lived": DAYS - days, "of": DAYS + _TODAY}
        answer = render(request, "starting.html", about, status=503)
        answer["Retry-After"] = "2"
        return answer
