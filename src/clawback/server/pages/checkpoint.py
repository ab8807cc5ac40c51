"""The journal's latest checkpoint for everybody: a witness fetches it with the proof that the old one has grown."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clawback.journal.checkpoint import parse_checkpoint
from clawback.journal.witness import Request
from clawback.server.record.checkpoints import latest
from clawback.server.record.proving import consistency

__all__ = ["checkpoint"]


@login_not_required
@never_cache
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The signed note; with `?old=SIZE` what C2SP tlog-witness asks for: the size, the proof from it, the note.

    An `old` that the journal never reached is answered with status 409 and the note: it was cut short.
    """
    note = latest()
    if note is None:
        raise Http404
    text, status = note.to_bytes(), 200
    if "old" in request.GET:
        old, size = request.GET["old"], parse_checkpoint(note.text).size
        if not (old.isascii() and old.isdecimal() and len(old) < 19):
            return HttpResponse("old is a size\n", status=400, content_type="text/plain; charset=utf-8")
        if int(old) > size:
            status = 409
        else:
            proof = tuple(consistency(int(old), size)) if int(old) else ()
            text = Request(old_size=int(old), proof=proof, note=note).to_bytes()
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
