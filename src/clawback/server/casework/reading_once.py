"""What is read once for a page that asks often and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

__all__ = ["note", "once", "read_once", "widened"]

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


def note(kind: str, names: Iterable[Hashable]) -> None:
    """Within `read_once`: the page will ask about these, so that one query may be about all of them."""
    once(("noted", kind), set[Hashable]).update(names)


def widened(kind: str, names: Iterable[Result]) -> frozenset[Result]:
    """All that was noted, where that has these; else these alone."""
    wanted = frozenset(names)
    noted = frozenset(once(("noted", kind), set[Result]))
    return noted if noted.issuperset(wanted) else wanted
