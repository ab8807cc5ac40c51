"""How an operation is declared: what it reads or decides, which scope it needs, and what it can answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from ninja import Router
from pydantic import BaseModel

from clawback.server.api.once import once
from clawback.server.api.shapes import Problem
from clawback.server.api.signing_in import Needs

__all__ = ["reads", "writes"]

Function = TypeVar("Function", bound=Callable[..., BaseModel])

_READ: Final = (400, 401, 403, 404, 405, 413, 422)
_WRITE: Final = (*_READ, 409, 415, 429)
_KEY: Final[dict[str, Any]] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": "New for each decision. The same request with the same key gets the same answer, for 24 hours.",
}


def reads(router: Router, path: str, scope: str, answer: type[BaseModel]) -> Callable[[Function], Function]:
    """A GET that needs `scope` ("" for any token) and answers with `answer`."""

    def declare(function: Function) -> Function:
        router.get(path, **_said(function, scope, answer, 200, _READ))(function)
        return function

    return declare


def writes(
    router: Router, path: str, scope: str, answer: type[BaseModel], done: int = 200
) -> Callable[[Function], Function]:
    """A POST that needs `scope` and an Idempotency-Key, decides once, and answers with `answer`."""

    def declare(function: Function) -> Function:
        said = _said(function, scope, answer, done, _WRITE)
        router.post(path, openapi_extra={"parameters": [_KEY]}, **said)(once(function, done))
        return function

    return declare


def _said(
    function: Callable[..., BaseModel],
    scope: str,
    answer: type[BaseModel],
    done: int,
    refused: tuple[int, ...],
) -> dict[str, Any]:
    """The summary is the docstring's first sentence; the scope stands with it."""
    text = " ".join((function.__doc__ or "").split())
    return {
        "auth": Needs(scope),
        "response": {done: answer, **dict.fromkeys(refused, Problem)},
        "operation_id": function.__name__,
        "summary": text.partition(". ")[0].rstrip("."),
        "description": f"{text}\n\nScope: `{scope}`" if scope else f"{text}\n\nScope: any",
    }
