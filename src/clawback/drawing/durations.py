"""How long a break is, in words."""

from __future__ import annotations

from clawback.drawing.texts import Texts

__all__ = ["duration"]


def duration(micros: int, texts: Texts) -> str:
    """The largest unit that fits at least twice, rounded down, with its word: 51 d, 47 h, 90 min."""
    seconds = micros // 1_000_000
    for size, text in ((86_400, texts.days), (3_600, texts.hours), (60, texts.minutes)):
        if seconds >= 2 * size:
            return text.format(count=seconds // size)
    return texts.seconds.format(count=seconds)
