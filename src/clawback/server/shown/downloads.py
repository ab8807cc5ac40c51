"""Handing out a file that a stranger sent: saved, never shown by the browser in our name."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from clawback.server.files.kinds import ENDINGS

__all__ = ["download"]

_TYPES: Final = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}


def download(kind: str, name: str, data: bytes) -> HttpResponse:
    """A response that is saved under the name, with the ending of what the file is."""
    stem = name.rsplit(".", 1)[0] or "file"
    response = HttpResponse(data, content_type=_TYPES.get(kind, "text/plain; charset=utf-8"))
    disposition = content_disposition_header(True, f"{stem}.{ENDINGS[kind]}")
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return response
