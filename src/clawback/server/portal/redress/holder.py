"""I got a notice: enter its code, read what is held and why, object, and read what became of it.

The code is sent in a form's body, and the session keeps its keyed hash alone. A notice that is withheld and a code that
was never made get the same page.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clawback.server import walls
from clawback.server.casework.models import NoticeCode
from clawback.server.casework.redress.files import files_of_holder
from clawback.server.casework.redress.helping import helped_by
from clawback.server.casework.redress.objecting import (
    HolderWords,
    find_code,
    holder_of,
    object_as_holder,
    withdraw_as_holder,
)
from clawback.server.casework.redress.reading import notice_for_holder, objections_of
from clawback.server.casework.refusals import TooManyTries, UnknownCode
from clawback.server.clocks.time import now
from clawback.server.people.refusals import Refusal
from clawback.server.shown.asking_address import address_of
from clawback.server.shown.languages import languages
from clawback.server.shown.refused import told

__all__ = ["leave", "notice", "objection", "row_in", "withdraw"]

_SESSION = "holder"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest) -> HttpResponse:
    """The form for the code, and once it was right the notice."""
    at = now()
    if request.method == "POST":
        return _enter(request, at)
    row = row_in(request, at)
    if row is None:
        return _ask(request)
    files = files_of_holder(row)
    made = objections_of(row.notice, row.holder)
    shown = {
        "at": at,
        "notice": notice_for_holder(row.notice),
        "objections": [(each, files.get(each.number, []), helped_by(each.number)) for each in made],
        "is_open": row.notice.objections.filter(holder=row.holder, state="made").exists(),
    }
    return render(request, "portal/redress/notice.html", shown)


def _enter(request: HttpRequest, at: datetime) -> HttpResponse:
    try:
        row = find_code(address_of(request), request.POST.get("code", "")[:100], at)
    except UnknownCode:
        return _ask(request, _("There is no notice with this code. Look at it again: it has 16 digits."))
    except TooManyTries:
        return _ask(request, _("Several codes were wrong. Wait a minute, then try again."), 429)
    request.session.cycle_key()
    request.session[_SESSION] = row.code
    return redirect("holder-notice")


def _ask(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    return render(request, "portal/redress/code.html", {"error": error}, status=status)


def row_in(request: HttpRequest, at: datetime) -> NoticeCode | None:
    """The code by which this browser let itself in; None where its hold may not be known, or it left."""
    code = request.session.get(_SESSION)
    row = holder_of(code, at) if isinstance(code, str) else None
    if row is not None:
        walls.see_hold(row.notice.hold_id)
    return row


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest) -> HttpResponse:
    """The form of an objection; what was typed stays where it is refused."""
    at = now()
    row = row_in(request, at)
    if row is None:
        return redirect("holder-notice")
    error = ""
    if request.method == "POST":
        try:
            object_as_holder(at, row.code, _words(request))
        except Refusal as refusal:
            error = told(refusal)
        else:
            messages.success(request, _("Your objection is with a reviewer who had no part in the hold."))
            return redirect("holder-notice")
    shown = {"at": at, "error": error, "spoken": languages(), "typed": request.POST}
    return render(request, "portal/redress/objection.html", shown)


def _words(request: HttpRequest) -> HolderWords:
    said = request.POST
    return HolderWords(
        words=said.get("words", ""),
        language=said.get("language", "en"),
        helper=said.get("helper", ""),
        wants_help="wants_help" in said,
        contact=said.get("contact", ""),
    )


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """The holder takes the open objection back."""
    at = now()
    row = row_in(request, at)
    if row is not None:
        try:
            withdraw_as_holder(at, row.code)
        except Refusal as refusal:
            messages.error(request, told(refusal))
        else:
            messages.success(request, _("You took your objection back. You may make another."))
    return redirect("holder-notice")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """The browser forgets the notice."""
    request.session.pop(_SESSION, None)
    return redirect("holder-notice")
