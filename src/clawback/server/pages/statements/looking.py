"""Looking at a record: it is there for those who may see it, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model
from django.http import Http404, HttpRequest

from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.may import Allowed, may

__all__ = ["can", "looked_at"]

Record = TypeVar("Record", bound=Model)


def looked_at(
    request: HttpRequest, model: type[Record], number: int, subject: Callable[[Record], Subject]
) -> tuple[Act, Record]:
    """Who looks, and the record. Raises Http404 alike for one that is not there and one they may not see."""
    act = act_of(request)
    found = model._default_manager.filter(pk=number).first()  # noqa: SLF001 - public in Django
    if found is None or not can(act, "see", subject(found)):
        raise Http404
    return act, found


def can(act: Act, verb: str, subject: Subject) -> bool:
    """Whether whoever looks may do that, for showing its button."""
    return isinstance(may(act.member, verb, subject), Allowed)
