"""A text folded so that evasive and foreign writing reads as plain, with the way back to the places as given."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

__all__ = ["View"]

# Not seen by a reader: zero-width signs, soft hyphens, joiners, the keycap and the variation of an emoji digit.
_UNSEEN = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0xAD, 0xFE0F, 0x20E3]
)
_UNSEEN_CHARS = frozenset(map(chr, _UNSEEN))
_KEPT = "，；！？（）、"
"""Full-width marks that end a clause stay what they are: folded to ASCII they would run into a URL's path."""
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")


class _Folds(dict[int, str]):
    """One character for one, found when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(char: str) -> str:
    if char in _KEPT or char < "\x80":
        return char
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if char == "İ":
        return "I"
    if unicodedata.category(char) == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


_FOLDS = _Folds(_DASHES)


@dataclass(frozen=True)
class View:
    """`given` as it came; `plain` folded, character by character; `lower` the same in lower case."""

    given: str

    @cached_property
    def _seen(self) -> list[int] | None:
        """The place as given of each character of `plain`; None where none was left out."""
        if _UNSEEN_CHARS.isdisjoint(self.given):
            return None
        return [place for place, char in enumerate(self.given) if ord(char) not in _UNSEEN]

    @cached_property
    def plain(self) -> str:
        """The text folded, without what no reader sees."""
        text = self.given if self._seen is None else self.given.translate(_UNSEEN)
        return text.translate(_FOLDS)

    @cached_property
    def lower(self) -> str:
        """`plain` in lower case, of the same length."""
        small = self.plain.lower()
        # Two letters lower otherwise in a text than alone: İ is two then, and Σ at a word's end another.
        if len(small) != len(self.plain) or "Σ" in self.plain:
            return "".join(map(_lower, self.plain))
        return small

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place as given of `plain[start:end]`, which is not empty."""
        if self._seen is None:
            return start, end
        return self._seen[start], self._seen[end - 1] + 1

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """The place in `plain` of characters as given: the way back of `span`."""
        if self._seen is None:
            return start, end
        return bisect_left(self._seen, start), bisect_left(self._seen, end)


def _lower(char: str) -> str:
    small = char.lower()
    return small if len(small) == 1 else char
