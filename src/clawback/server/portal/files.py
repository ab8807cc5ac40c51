"""Files that a reporter sends, and gets again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from clawback.server.casework.models import Report
from clawback.server.casework.victims.by_code import act_of_reporter
from clawback.server.casework.victims.files import add_file, open_file
from clawback.server.clocks.time import now
from clawback.server.portal.uploading import may_be_read, taken
from clawback.server.portal.way_in import with_word
from clawback.server.shown.downloads import download

__all__ = ["get", "send"]


@csrf_exempt  # of the form as a whole: the size is looked at before it is read, then _checked asks for the token
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Takes a file. One that is too large is refused before it is read."""
    if not may_be_read(request):
        return redirect("status")
    return _checked(request)


@csrf_protect
@with_word
def _checked(request: HttpRequest, report: Report) -> HttpResponse:
    act = act_of_reporter(report, now())
    taken(request, lambda name, data: add_file(act, report.pk, name, data), _("We have the file."))
    return redirect("status")


@require_safe
@with_word
def get(request: HttpRequest, report: Report, number: int = 0) -> HttpResponse:
    """The reporter's own file again, as a download."""
    file = report.files.filter(pk=number).first()
    if file is None:
        raise Http404
    name, data = open_file(file)
    return download(file.kind, name, data)
