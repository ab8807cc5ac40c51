"""Looking at a record: it is there for those who may see it, and for nobody else; nobody signed in is shown the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from clawback.server.pages.signing_in import act_of, member_of
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may

__all__ = ["can", "check_may", "looked_at", "only_members"]

Record = TypeVar("Record", bound=Model)
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


def looked_at(
    request: HttpRequest, records: QuerySet[Record], number: int, subject: Callable[[Record], Subject]
) -> tuple[Act, Record]:
    """Who looks, and the record. Raises Http404 alike for one that is not there and one they may not see."""
    act = act_of(request)
    found = records.filter(pk=number).first()
    if found is None or not can(act, "see", subject(found)):
        raise Http404
    return act, found


def can(act: Act, verb: str, subject: Subject) -> bool:
    """Whether whoever looks may do that, for showing its button."""
    return isinstance(may(act.member, verb, subject), Allowed)


def check_may(act: Act, verb: str, subject: Subject) -> None:
    """Raises Http404 unless the member may."""
    if not can(act, verb, subject):
        raise Http404
