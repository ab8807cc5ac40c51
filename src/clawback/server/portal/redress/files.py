"""Files that a holder sends with their objection, and gets again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from clawback.server.casework.redress.files import add_objection_file, open_own_file
from clawback.server.casework.refusals import NoSuchRecord
from clawback.server.clocks.time import now
from clawback.server.portal.redress.holder import row_in
from clawback.server.portal.uploading import may_be_read, taken
from clawback.server.shown.downloads import download

__all__ = ["get", "send"]


@csrf_exempt  # of the form as a whole: the size is looked at before it is read, then _checked asks for the token
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Takes a file. One that is too large is refused before it is read."""
    if not may_be_read(request):
        return redirect("holder-notice")
    return _checked(request)


@csrf_protect
def _checked(request: HttpRequest) -> HttpResponse:
    at = now()
    row = row_in(request, at)
    if row is not None:
        code, done = row.code, _("We have the file. Whoever decides sees it.")
        taken(request, lambda name, data: add_objection_file(at, code, name, data), done)
    return redirect("holder-notice")


@never_cache
@require_safe
def get(request: HttpRequest, number: int) -> HttpResponse:
    """The holder's own file again, as a download."""
    row = row_in(request, now())
    if row is None:
        return redirect("holder-notice")
    try:
        opened = open_own_file(row, number)
    except NoSuchRecord:
        raise Http404 from None
    return download(*opened)
