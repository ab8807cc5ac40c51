"""Progress of reading a ledger: how many transfers so far, on stderr, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["counting"]


@contextmanager
def counting(text: str) -> Iterator[Callable[[int], None]]:
    """Shows `text` and the number that the body hands to what it is given."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.console import Console

    with Console(stderr=True).status(text) as status:
        yield lambda count: status.update(f"{text}: {count:,} transfers")
