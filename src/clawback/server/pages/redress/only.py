"""Who may look: a page that a member may not see is not there; nobody is shown the way to sign in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from clawback.server.pages.signing_in import act_of, member_of
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may

__all__ = ["can", "found", "only_members"]

Parameters = ParamSpec("Parameters")


def only_members(
    view: Callable[Concatenate[HttpRequest, Act, Parameters], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Parameters], HttpResponse]:
    """The view, given who acts; nobody is sent to sign in."""

    @wraps(view)
    def shown(request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponse:
        if member_of(request) is None:
            return redirect(settings.LOGIN_URL)
        return view(request, act_of(request), *args, **kwargs)

    return shown


def can(act: Act, verb: str, subject: Subject) -> bool:
    return isinstance(may(act.member, verb, subject), Allowed)


def found(act: Act, verb: str, subject: Subject) -> None:
    """Raises Http404 unless the member may."""
    if not can(act, verb, subject):
        raise Http404
