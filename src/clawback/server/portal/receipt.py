"""The receipt: the code, once; what happens next; what to do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clawback.server.casework.victims.drafts import drop_draft
from clawback.server.portal.draft import COOKIE, Typed, token_of

__all__ = ["receipt"]


@never_cache
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Shown until the victim says that they wrote it down, so that a page lost on a slow line is not a code lost."""
    token = token_of(request)
    typed = Typed.read(token)
    if not typed.code:
        return redirect("status" if request.method == "POST" else "report-start")
    if request.method == "POST":
        drop_draft(token)
        response = redirect("status")
        response.delete_cookie(COOKIE, path="/report/")
        return response
    return render(request, "portal/receipt.html", {"code": typed.code})
