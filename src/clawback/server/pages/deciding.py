"""Doing what a form asks: the decision, and a word on what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.db import DataError
from django.http import HttpRequest
from django.utils.functional import Promise

from clawback.server.casework.refusals import FactsWrong
from clawback.server.people.refusals import Refusal
from clawback.server.record.deciding import again
from clawback.server.shown.refused import told

__all__ = ["decided"]

Result = TypeVar("Result")


def decided(
    request: HttpRequest, done: str | Promise | Callable[[Result], str], decide: Callable[[], Result]
) -> Result | None:
    """What `decide()` returns, with the message `done` for the reader, who may be told by what came of it; None, and
    why, where it was refused."""
    try:
        result = again(decide)
    except Refusal as refusal:
        messages.error(request, told(refusal))
        return None
    except DataError:  # a text or number beyond what is kept: nothing was decided
        messages.error(request, told(FactsWrong("a text is too long, or a number too large")))
        return None
    messages.success(request, str(done) if isinstance(done, str | Promise) else done(result))
    return result
