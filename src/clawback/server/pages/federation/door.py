"""Where messages of peers come in: POST a signed message; 202 when it is kept, else a status and a named refusal."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from clawback.errors import InputError
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.wire.envelope import LONGEST, is_later_type, is_our_type
from clawback.server import walls
from clawback.server.casework.federation.door import receive, turn_away
from clawback.server.casework.models import Seat
from clawback.server.clocks.time import now

__all__ = ["letters_in"]

_log = logging.getLogger(__name__)


@csrf_exempt  # who signs, signs the whole of it: no browser's session counts here
@login_not_required
@never_cache
@require_POST
def letters_in(request: HttpRequest, folder: str) -> HttpResponse:
    """404 where no node is, 503 where it does not run now: then it is sent again."""
    with walls.everything():
        seat = Seat.objects.filter(folder=folder).first()
        if seat is None:
            return HttpResponse(status=404)
        try:
            receive(seat.pk, _text(request, seat.pk), now())
        except RefusedError as error:
            return JsonResponse(
                {"refusal": error.refusal.text, "words": error.words}, status=error.refusal.status
            )
        except InputError as error:
            _log.error("the node %s does not run: %s", folder, error)
            return HttpResponse(status=503)
    return HttpResponse(status=202)


def _text(request: HttpRequest, seat: int) -> str:
    """The body, read only where it may be one. Raises RefusedError."""
    kind, size = request.META.get("CONTENT_TYPE", ""), request.META.get("CONTENT_LENGTH", "")
    refusal = None
    if is_later_type(kind):
        refusal = Refusal.FUTURE_VERSION
    elif not is_our_type(kind) or not size.isdecimal():
        refusal = Refusal.NOT_A_MESSAGE
    elif int(size) > LONGEST:
        refusal = Refusal.OVERSIZED
    if refusal is None:
        try:
            return request.read(int(size)).decode("ascii")
        except UnicodeDecodeError:
            refusal = Refusal.NOT_A_MESSAGE
    error = RefusedError(refusal)
    turn_away(seat, "", error, now())
    raise error
