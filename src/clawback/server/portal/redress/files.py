"""Files that a holder sends with their objection, and gets again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from clawback.server.casework.redress.files import add_objection_file, open_own_file
from clawback.server.casework.refusals import NoSuchRecord
from clawback.server.clocks.time import now
from clawback.server.people.refusals import Refusal
from clawback.server.portal.redress.holder import row_in
from clawback.server.portal.refused import in_words
from clawback.server.portal.uploading import may_be_read
from clawback.server.shown.downloads import download

__all__ = ["get", "send"]


@csrf_exempt  # of the form as a whole: the size is looked at before it is read, then _checked asks for the token
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Takes a file. One that is too large is refused before it is read."""
    if not may_be_read(request):
        messages.error(request, _("A file has at most 10 MiB."))
        return redirect("holder-notice")
    return _checked(request)


@csrf_protect
def _checked(request: HttpRequest) -> HttpResponse:
    row = row_in(request, now())
    sent = request.FILES.get("file")
    if row is None:
        return redirect("holder-notice")
    if sent is None:
        messages.error(request, _("Choose a file first."))
        return redirect("holder-notice")
    try:
        add_objection_file(now(), row.code, sent.name or "", sent.read())
    except Refusal as refusal:
        messages.error(request, in_words(refusal))
    else:
        messages.success(request, _("We have the file. Whoever decides sees it."))
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
