"""What is read once for a page that asks often and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

__all__ = ["once", "read_once"]

Result = TypeVar("Result")
_read: ContextVar[dict[Hashable, Any] | None] = ContextVar("_read", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Within it, `once` asks for each key once."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once(key: Hashable, compute: Callable[[], Result]) -> Result:
    """What `compute` answers; outside of `read_once`, and so in decisions, it is asked each time."""
    known = _read.get()
    if known is None:
        return compute()
    if key not in known:
        known[key] = compute()
    return cast("Result", known[key])
