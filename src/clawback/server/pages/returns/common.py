"""What pages of returns share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from clawback.server.pages.amounts import read_units
from clawback.server.pages.looking import can
from clawback.server.pages.signing_in import member_of
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.shown.numbers import number_of

__all__ = ["can", "download", "members_only", "number_in", "see_or_404", "units_in"]

View = Callable[..., HttpResponse]


def members_only(view: View) -> View:
    """Nobody signed in is shown the way to sign in."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **names: Any) -> HttpResponse:
        if member_of(request) is None:
            return redirect(settings.LOGIN_URL)
        return view(request, *args, **names)

    return shown


def see_or_404(act: Act, subjects: Iterable[Subject]) -> None:
    """A page of which the member may see nothing is not there."""
    if not any(can(act, "see", subject) for subject in subjects):
        raise Http404


def units_in(typed: Mapping[str, str], code: str, field: str = "amount") -> int:
    """The minor units of an amount as typed. Raises FactsWrong."""
    return read_units(typed.get(field, ""), code, field)


def number_in(typed: Mapping[str, str], field: str) -> int:
    """A record's number in a form; 0, which no record has, for anything else."""
    return number_of(typed.get(field, ""))


def download(data: bytes, name: str) -> HttpResponse:
    """An XML file to keep."""
    found = HttpResponse(data, content_type="application/xml")
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    return found
