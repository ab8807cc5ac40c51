"""Reading one step ahead: while a batch is worked on, the next one is read."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

__all__ = ["one_ahead"]

Item = TypeVar("Item")


@contextmanager
def one_ahead(items: Iterable[Item]) -> Iterator[Iterator[Item]]:
    """The same items; each is made in another thread while the one before it is in use.

    An error comes where its item would have come. When the body is left, nothing is being read any more, and
    a generator is closed.
    """
    iterator = iter(items)
    try:
        with ThreadPoolExecutor(1) as reader:
            yield _handed_on(iterator, reader)
    finally:
        if isinstance(iterator, Generator):
            iterator.close()


def _handed_on(iterator: Iterator[Item], reader: ThreadPoolExecutor) -> Iterator[Item]:
    coming = reader.submit(_next, iterator)
    while found := coming.result():
        coming = reader.submit(_next, iterator)
        yield from found


def _next(iterator: Iterator[Item]) -> list[Item]:
    return list(islice(iterator, 1))
