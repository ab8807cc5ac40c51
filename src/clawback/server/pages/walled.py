"""Every request sees the rows of its member's organisation, and without a member none; then the connection forgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from clawback.server import walls
from clawback.server.pages.signing_in import member_of

__all__ = ["Walled"]

_HEALTH = "/healthz"


class Walled:
    """Middleware, after SignedIn. What is streamed is made within the same walls."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == _HEALTH:  # it answers where there is no database, too
            return self._get_response(request)
        member = member_of(request)
        again = walls.of_organisation(member.organisation_id) if member else walls.nothing()
        try:
            if member:
                walls.see_organisation(member.organisation_id)
            else:
                walls.see_nothing()
            response = self._get_response(request)
        finally:
            walls.reset()
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            parts = cast("Iterator[bytes]", response.streaming_content)
            response.streaming_content = walls.streamed(again, parts)
        return response
