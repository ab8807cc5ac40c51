"""A refusal as a problem (RFC 9457): each has a type and a title of its own, and says which field is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpResponse

from clawback.errors import InputError
from clawback.server.casework.machines.refusals import (
    AddressWrong,
    KeyReused,
    KeyWrong,
    ScopeMissing,
    SignedOut,
)
from clawback.server.casework.refusals import (
    AboveCap,
    DoesNotFit,
    FactsWrong,
    FileRefused,
    NoSuchRecord,
    StatementDoesNotFit,
    StatementTooLarge,
    StatementUnbalanced,
    StatementUnreadable,
    TooManyTries,
)
from clawback.server.people.refusals import NotAllowed, Refusal

__all__ = [
    "MEDIA",
    "BodyWrong",
    "KeyMissing",
    "NotFound",
    "NotJson",
    "TooLarge",
    "error_item",
    "kinds",
    "of_refusal",
    "of_status",
    "problem",
    "status_of",
    "type_of",
]

MEDIA: Final = "application/problem+json"
_URN: Final = "urn:clawback:problem:"


class BodyWrong(Refusal):
    """The body is not strict JSON."""


class NotJson(Refusal):
    """The body is not of the type application/json."""


class TooLarge(Refusal):
    """The request is too large."""


class KeyMissing(Refusal):
    """A write has an Idempotency-Key: 1 to 255 visible characters of ASCII."""


class NotFound(NoSuchRecord):
    """Nothing has this address."""


_STATUS: Final[tuple[tuple[type[Refusal], int], ...]] = (
    (SignedOut, 401),
    (ScopeMissing, 403),
    (NotAllowed, 403),
    (NoSuchRecord, 404),
    (BodyWrong, 400),
    (KeyMissing, 400),
    (TooLarge, 413),
    (StatementTooLarge, 413),
    (NotJson, 415),
    (FactsWrong, 422),
    (AboveCap, 422),
    (DoesNotFit, 422),
    (StatementDoesNotFit, 422),
    (StatementUnbalanced, 422),
    (StatementUnreadable, 422),
    (FileRefused, 422),
    (KeyReused, 422),
    (KeyWrong, 422),
    (AddressWrong, 422),
    (TooManyTries, 429),
    (Refusal, 409),
)
"""The first line that fits; what the state of a record does not allow is 409."""


def status_of(kind: type[Refusal]) -> int:
    """The HTTP status of a refusal."""
    return next(status for each, status in _STATUS if issubclass(kind, each))


def type_of(name: str) -> str:
    """The type of a problem: urn:clawback:problem:above-cap."""
    return _URN + re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def kinds() -> Iterator[type[Refusal]]:
    """Every refusal that is in use, by name."""
    found, todo = set(), [Refusal]
    while todo:
        kind = todo.pop()
        found.add(kind)
        todo += kind.__subclasses__()
    yield from sorted(found - {Refusal, SignedOut}, key=lambda kind: kind.__name__)


def of_refusal(refusal: Refusal, said: object = None) -> tuple[int, dict[str, Any]]:
    """Status and problem. The field is pointed to where `said`, the body, has it; of a file that cannot be read each
    row is told."""
    kind = type(refusal)
    status = status_of(kind)
    title = (kind.__doc__ or kind.__name__).split("\n\n")[0]
    errors = []
    if refusal.field and isinstance(said, dict) and refusal.field in said:
        errors = [error_item([refusal.field], refusal.reason)]
    if isinstance(refusal, StatementUnreadable):
        errors = [error_item(["text"], str(each)) for each in refusal.rows]
    text = str(InputError(refusal.reason, remedy=refusal.remedy))
    return status, problem(status, type_of(kind.__name__), " ".join(title.split()), text, errors)


def problem(
    status: int, kind: str, title: str, detail: str, errors: list[dict[str, str]] | None = None
) -> dict[str, Any]:
    """The members of a problem."""
    found: dict[str, Any] = {"type": kind, "title": title, "status": status, "detail": detail}
    return found | ({"errors": errors} if errors else {})


def error_item(place: list[str | int], detail: str) -> dict[str, str]:
    """What is wrong where: a JSON pointer into the body (RFC 6901)."""
    steps = (str(each).replace("~", "~0").replace("/", "~1") for each in place)
    return {"pointer": "#" + "".join(f"/{each}" for each in steps), "detail": detail}


def of_status(status: int) -> HttpResponse:
    """A problem that says no more than its status: the type is about:blank, as the standard has it."""
    title = HTTPStatus(status).phrase
    return HttpResponse(
        json.dumps(problem(status, "about:blank", title, title)), status=status, content_type=MEDIA
    )
