"""From where somebody asks: for slowing down whoever guesses, and for nothing else."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

__all__ = ["address_of"]


def address_of(request: HttpRequest) -> str:
    """The address that connects; behind a proxy of ours, the one that the proxy names last."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.CLAWBACK_BEHIND else ""
    return forwarded.rsplit(",", 1)[-1].strip() or str(request.META.get("REMOTE_ADDR", ""))
