"""Around every answer to a machine: requests are bounded, every error is a problem, and each answer carries the latest
checkpoint of the journal, so that two stories are found."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse

from clawback.server.api.problems import MEDIA, of_status
from clawback.server.casework.stored_files import LARGEST
from clawback.server.clocks.time import now
from clawback.server.record.checkpoints import latest

__all__ = ["MOST_BYTES", "MOST_WITH_FILE", "PREFIX", "Frame"]

PREFIX: Final = "/api/"
MOST_BYTES: Final = 1_048_576
MOST_WITH_FILE: Final = MOST_BYTES + 4 * LARGEST // 3
"""A file stands in its body as base64."""


class Frame:
    """Middleware; before all that refuse something, so that it sees what they refuse."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self._get_response(request)
        length = request.META.get("CONTENT_LENGTH") or "0"
        has_file = request.path.endswith("/files")
        if not length.isdecimal() or int(length) > (MOST_WITH_FILE if has_file else MOST_BYTES):
            return of_status(413 if length.isdecimal() else 400)
        if has_file:
            request._body = request.read(int(length))  # noqa: SLF001 - else Django bounds it as it bounds a form
        answer = self._get_response(request)
        if answer.status_code >= 400 and answer.headers.get("Content-Type") != MEDIA:
            answer = _as_problem(answer)
        if answer.status_code < 500:
            _mark(answer)
        return answer


def _as_problem(answer: HttpResponse) -> HttpResponse:
    made = of_status(answer.status_code)
    for name in ("Allow", "WWW-Authenticate"):
        if name in answer.headers:
            made.headers[name] = answer.headers[name]
    return made


def _mark(answer: HttpResponse) -> None:
    """Checkpoint and time. Neither is worth losing an answer for."""
    answer.headers["Cache-Control"] = "no-store"
    try:
        note = latest()
        if note is not None:
            answer.headers["Clawback-Checkpoint"] = base64.b64encode(note.to_bytes()).decode()
        if settings.CLAWBACK_DEMO:
            answer.headers["Clawback-Time"] = now().isoformat()
    except Error:
        answer.headers["Clawback-Checkpoint"] = ""
