"""A long text in portions that are read one by one, so that reading takes time in step with its length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["MOST", "Portion", "portions", "says_again"]

MOST = 1_000_000
"""Characters of a text that are read."""

_ALONE, _OWN, _LAP = 30_000, 26_000, 2_000
_PIECE = 64


@dataclass(frozen=True, slots=True)
class Portion:
    """Characters `start` to `end` are read together; what begins at `first` to `last` is this portion's own.

    What is read around its own is more than any words that say what a number is, and longer than any fact: so what
    stands at an edge is read as within the whole text, once.
    """

    start: int
    end: int
    first: int
    last: int


def portions(length: int) -> Iterator[Portion]:
    """The portions of a text, in order; one alone up to 30,000 characters."""
    if length <= _ALONE:
        yield Portion(0, length, 0, length)
        return
    for first in range(0, length, _OWN):
        last = min(first + _OWN, length)
        yield Portion(max(first - _LAP, 0), min(last + _LAP, length), first, last)


def says_again(text: str) -> bool:
    """Whether the text is one short piece over and over: what it names stands in the lap of the portion before, too."""
    period = text.find(text[:_PIECE], 1)
    return 0 < period <= _LAP // 2 and text.startswith(text[period:])
