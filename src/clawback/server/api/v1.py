"""Version 1: its resources, how errors are answered, and its description."""

from __future__ import annotations

import json
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from clawback.server.api.parsing import Strict
from clawback.server.api.problems import MEDIA, error_item, of_refusal, of_status, problem, type_of
from clawback.server.api.resources import (
    cases,
    checkpoint,
    evidence,
    figures,
    hold_requests,
    holds,
    holds_for_peers,
    objections,
    plan_lines,
    releases,
    reports,
    statements,
)
from clawback.server.people.refusals import Refusal

__all__ = ["RESOURCES", "api"]

RESOURCES: Final[tuple[Router, ...]] = (
    hold_requests.router,
    holds.router,
    holds_for_peers.router,
    releases.router,
    evidence.router,
    statements.router,
    plan_lines.router,
    objections.router,
    reports.router,
    cases.router,
    figures.router,
    checkpoint.router,
)

_ABOUT = """An agent's whole part in a case, and what a centre reads of its own.

Amounts are texts of the main unit with a currency; times have an offset. Unknown fields, duplicate keys and numbers
with a point are refused. Every write has an Idempotency-Key. Errors are problems (RFC 9457). Each answer carries the
journal's latest checkpoint in Clawback-Checkpoint (a C2SP signed note, base64).
"""


class _Api(NinjaAPI):
    """As ninja describes it, with problems under their own media type."""

    def get_openapi_schema(self, **named: Any) -> OpenAPISchema:
        """The description, OpenAPI 3.1."""
        found = super().get_openapi_schema(**named)
        for path in found["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {MEDIA: answer["content"].pop("application/json")}
        return found


api = _Api(
    title="Clawback",
    version="1",
    description=_ABOUT,
    docs_url=None,
    urls_namespace="api-v1",
    parser=Strict(),
)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status, found = of_refusal(refusal)
    answer = HttpResponse(json.dumps(found), status=status, content_type=MEDIA)
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    title = "The request is not of the shape that the description asks for."
    items = [_item(each) for each in error.errors]
    found = problem(422, type_of("ShapeWrong"), title, items[0]["detail"], items)
    return HttpResponse(json.dumps(found), status=422, content_type=MEDIA)


def _unread(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the parser refused, ninja wraps."""
    if isinstance(error.__cause__, Refusal):
        return _refused(request, error.__cause__)
    return of_status(error.status_code)


def _item(error: dict[str, Any]) -> dict[str, str]:
    """A place is (body, the argument's name, steps...) or (query or path, name)."""
    where, *steps = error["loc"]
    detail = str(error["msg"])
    if where == "body":
        return error_item(list(steps[1:]), detail)
    return {"parameter": str(steps[0]), "detail": detail}


# ninja's type has a handler take the class of an error, too.
api.add_exception_handler(Refusal, cast("Any", _refused))
api.add_exception_handler(HttpError, cast("Any", _unread))
api.add_exception_handler(ValidationError, cast("Any", _invalid))
for _router in RESOURCES:
    api.add_router("", _router)
