"""Colours and textures that hold for the colour-blind, on a screen and in grey print.

The colours of claims are those of Okabe and Ito, "Color Universal Design" (2008), in an order in which
neighbours differ in lightness; a texture tells them apart where only grey is left.
"""

from __future__ import annotations

from dataclasses import dataclass

from clawback.drawing.svg import element, plate, shape

__all__ = ["BAND", "HAIR", "INK", "OTHERS", "PALE", "PAPER", "QUIET", "SHADES", "Shade", "pattern"]

INK = "#16202a"
QUIET = "#55606c"
HAIR = "#d5dbe1"
PALE = "#eef1f4"
BAND = "#f7f9fa"
PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour and the lines drawn over it within a square of `size` pixels."""

    colour: str
    size: int = 6
    lines: str = ""
    ink: str = "#ffffff"


SHADES = (
    Shade("#0072b2"),
    Shade("#e69f00", 6, "M-1 1L1 -1M0 6L6 0M5 7L7 5", "#5c3d00"),
    Shade("#009e73", 5, "M2 2.5h1"),
    Shade("#cc79a7", 5, "M2.5 0V5", "#5b1f40"),
    Shade("#56b4e9", 6, "M-1 5L1 7M0 0L6 6M5 -1L7 1", "#0b3d5c"),
    Shade("#d55e00", 6, "M0 3H6"),
    Shade("#f0e442", 7, "M2.5 3.5h2M3.5 2.5v2", "#4d4700"),
)
OTHERS = Shade("#aab2ba", 5, "M1 1h1M3.5 3.5h1", "#3d4650")


def pattern(shade: Shade, name: str) -> str:
    """The definition of a shade's texture, under the id `name`."""
    ground = plate(0, 0, shade.size, shade.size, fill=shade.colour)
    lines = ""
    if shade.lines:
        lines = shape(shade.lines, stroke=shade.ink, stroke_width="1", stroke_opacity="0.6", fill="none")
    return element(
        "pattern",
        ground + lines,
        id=name,
        width=shade.size,
        height=shade.size,
        patternUnits="userSpaceOnUse",
    )
