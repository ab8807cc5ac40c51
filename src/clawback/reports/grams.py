"""The words of a text, and what words begin with: what the model of kinds knows beside concepts and meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["grams_of"]

_WORD = re.compile(
    "[a-z\u00df-\u024f\u1e00-\u1eff]+|[\u0900-\u0963]+|[\u0e00-\u0e4e]+|[\u3041-\u30fe\u3400-\u9fff]+|[\uac00-\ud7a3]+"
)


def grams_of(text: str) -> set[str]:
    """Words, beginnings and pairs of words where writers set words apart; short runs of letters where they do not.

    `text` is folded, in lower case, with facts blanked out. A single Chinese character is none: it may be a name.
    """
    found: set[str] = set()
    before = ""
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0] < "\u0e00" or "\u1e00" <= word[0] < "\u2000":
            found.update(_spaced(word, before))
            before = word
        elif word[0] >= "\uac00":
            found.update(_runs(word, (2, 3)))
            found.add(f"{before[:2]} {word[:2]}")
            before = word
        else:
            found.update(_runs(word, (3, 4, 5) if word[0] < "\u0f00" else (2, 3)))
            before = ""
    return found


def _spaced(word: str, before: str) -> Iterator[str]:
    yield word
    begins = 4 if "\u0900" <= word[0] < "\u0980" else 5
    if len(word) > begins:
        yield word[:begins] + "*"
    if before:
        yield f"{before} {word}"


def _runs(word: str, lengths: tuple[int, ...]) -> Iterator[str]:
    for length in lengths:
        for start in range(len(word) - length + 1):
            yield word[start : start + length]
