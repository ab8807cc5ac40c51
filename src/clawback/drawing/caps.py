"""The shape of each kind of end, always beside its word: nothing is told by colour alone."""

from __future__ import annotations

from clawback.drawing.palette import INK, PAPER
from clawback.drawing.svg import element, number, shape

__all__ = ["cap"]


def cap(kind: str, x: float, y: float, size: float = 10.0) -> str:
    """The shape of an end with its left edge at `x`, centred on `y`."""
    return _SHAPES[kind](x, y, size / 2)


def _standing(x: float, y: float, half: float) -> str:
    """A block: money that is there."""
    side = number(2 * half)
    return _filled(f"M{number(x)} {number(y - half)}h{side}v{side}H{number(x)}Z")


def _exit(x: float, y: float, half: float) -> str:
    """An arrow out through a wall: money that went out of sight."""
    wall = f"M{number(x)} {number(y - half - 1)}h2v{number(2 * half + 2)}h-2Z"
    tip, left = x + 2 * half + 1.5, number(x + 3.5)
    arrow = f"M{left} {number(y - half)}L{number(tip)} {number(y)}L{left} {number(y + half)}Z"
    return _filled(wall + arrow)


def _returned(x: float, y: float, half: float) -> str:
    """A closed ring: money back where it came from."""
    return element("circle", cx=x + half, cy=y, r=half - 1, fill=PAPER, stroke=INK, stroke_width="2.5")


def _overdraft(x: float, y: float, half: float) -> str:
    """A triangle pointing down: money that filled a hole."""
    return _filled(
        f"M{number(x)} {number(y - half + 1)}h{number(2 * half)}L{number(x + half)} {number(y + half)}Z"
    )


def _unfollowed(x: float, y: float, half: float) -> str:
    """An open diamond: money that may have gone on, unseen."""
    right, middle = number(x + 2 * half), number(x + half)
    path = f"M{number(x)} {number(y)}L{middle} {number(y - half)}L{right} {number(y)}L{middle} {number(y + half)}Z"
    return shape(path, fill=PAPER, stroke=INK, stroke_width="1.6")


def _filled(path: str) -> str:
    return shape(path, fill=INK)


_SHAPES = {
    "standing": _standing,
    "exit": _exit,
    "returned": _returned,
    "overdraft": _overdraft,
    "unfollowed": _unfollowed,
}
