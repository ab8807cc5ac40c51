"""What is shown where there is no page, no permission, or a fault of ours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

__all__ = ["expired", "no_page", "no_permission", "our_fault"]


def no_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same for what is not there and for what the reader may not see."""
    return render(request, "404.html", status=404)


def no_permission(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose page was too old (its CSRF token does not fit any more)."""
    return render(request, "403_csrf.html", status=403)


def our_fault(request: HttpRequest) -> HttpResponse:
    """500. Its template asks the database for nothing, which may be what failed."""
    return HttpResponseServerError(render_to_string("500.html"))
