"""A report's file as text, with the way back from a place in the text to where it stood in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Document", "Piece", "joined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters `start` to `end` of the text came from `place`: a page, a header, a message."""

    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text to be read, and the pieces that it was put together from, in order.

    `doubted`: a machine read it from a picture, so that only what a check digit confirms is certain.
    """

    text: str
    pieces: tuple[Piece, ...]
    doubted: bool = False

    def place_of(self, start: int) -> str:
        """Where the character stood in the file; "" where the file has no such parts."""
        number = bisect_right([piece.start for piece in self.pieces], start) - 1
        return self.pieces[number].place if number >= 0 else ""


def joined(parts: Iterable[tuple[str, str]]) -> Document:
    """A document of (place, text), a line's end between."""
    pieces, texts, start = [], [], 0
    for place, text in parts:
        pieces.append(Piece(start=start, end=start + len(text), place=place))
        texts.append(text)
        start += len(text) + 1
    return Document(text="\n".join(texts), pieces=tuple(pieces))
