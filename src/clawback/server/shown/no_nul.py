"""No text has a NUL in it: the database cannot keep one, no keyboard types one, and only an attack sends one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase, QueryDict

__all__ = ["NoNul"]

_MACHINES: Final = "/api/"
_NUL: Final = "\0"


class NoNul:
    """Middleware, before sessions. A form or address with a NUL gets a 400; a cookie with one is no cookie.

    What is sent to machines' addresses is JSON, and checked there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        for name in [name for name, value in request.COOKIES.items() if _NUL in value]:
            del request.COOKIES[name]
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], args: object, named: dict[str, object]
    ) -> None:
        """Raises SuspiciousOperation. A view that reads its form by itself (csrf_exempt) is left to do so."""
        if request.path.startswith(_MACHINES):
            return
        read_here = request.method == "POST" and not getattr(view, "csrf_exempt", False)
        if _has_nul(request.GET) or (read_here and _has_nul(request.POST)):
            raise SuspiciousOperation("a NUL in what was sent")


def _has_nul(said: QueryDict) -> bool:
    return any(_NUL in name or any(_NUL in value for value in values) for name, values in said.lists())
