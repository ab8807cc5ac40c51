"""A write is done once: the same Idempotency-Key with the same request gets the same answer, for a day."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from clawback.server.api.parsing import strict
from clawback.server.api.problems import MEDIA, KeyMissing, of_refusal
from clawback.server.api.signing_in import caller_of
from clawback.server.casework.machines.keeping import keep, kept_answer, reserve
from clawback.server.people.refusals import Refusal

__all__ = ["once"]

_KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")


def once(operation: Callable[..., BaseModel], done: int) -> Callable[..., HttpResponse]:
    """The operation, whose answer (status `done`, or its refusal) is kept with its decision in one transaction."""

    @wraps(operation)
    def decided(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        caller = caller_of(request)
        key = request.headers.get("Idempotency-Key", "")
        if not _KEY.fullmatch(key):
            raise KeyMissing("send an Idempotency-Key, new for each decision: a UUID does")
        with transaction.atomic():
            kept, fresh = reserve(caller.token, key, _digest(request), caller.act.at)
            if not fresh:
                answer = _answer(kept.status or done, kept_answer(kept, caller.secret))
                answer.headers["Idempotency-Replayed"] = "true"
                return answer
            status, data = _decide(request, lambda: operation(request, *args, **named), done)
            keep(kept, caller.secret, status, data)
        return _answer(status, data)

    # Names in annotations mean what they mean where the operation stands, not here.
    setattr(decided, "__signature__", inspect.signature(operation, eval_str=True))  # noqa: B010
    return decided


def _decide(request: HttpRequest, decide: Callable[[], BaseModel], done: int) -> tuple[int, bytes]:
    """A refusal is an answer too: nothing was changed, and the same request is told the same again."""
    try:
        with transaction.atomic():
            return done, decide().model_dump_json().encode()
    except Refusal as refusal:
        status, problem = of_refusal(refusal, strict(request.body) if request.body else None)
        return status, json.dumps(problem).encode()


def _digest(request: HttpRequest) -> str:
    parts = (str(request.method).encode(), request.get_full_path().encode(), request.body)
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _answer(status: int, data: bytes) -> HttpResponse:
    return HttpResponse(data, status=status, content_type="application/json" if status < 400 else MEDIA)
