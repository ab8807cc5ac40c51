"""Everything that the parts of a picture share: rows read, bars found, places given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clawback.drawing.figures import Figures
from clawback.drawing.gathering import Bar, Gathering
from clawback.drawing.labels import Labels
from clawback.drawing.lanes import Lane, Slot
from clawback.drawing.profiles import Ending, Profile
from clawback.drawing.rows import MoneyFlow
from clawback.drawing.scale import TimeScale
from clawback.drawing.shading import Shading
from clawback.drawing.stacks import Measure
from clawback.drawing.streams import Stream

__all__ = ["AXIS", "FRAME", "GUTTER", "MARGIN", "Content", "Sheet"]

MARGIN = 28.0
GUTTER = 158.0
AXIS = 46.0
FRAME = 11.0


@dataclass(frozen=True, slots=True)
class Content:
    """What a picture says, before anything has a place."""

    flow: MoneyFlow
    gathering: Gathering
    shading: Shading
    figures: Figures
    labels: Labels
    streams: Sequence[Stream]
    prefix: str

    def fill(self, shade: int) -> str:
        """What fills the shapes of a shade."""
        plain = not self.shading.shades[shade].lines
        return self.shading.shades[shade].colour if plain else f"url(#{self.prefix}{shade})"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture with every place given: `right` is the end of the time axis, `width` that of the picture;
    `top` and `bottom` bound the lanes."""

    content: Content
    width: float
    right: float
    top: float
    bottom: float
    scale: TimeScale
    measure: Measure
    profiles: Mapping[Bar, Profile]
    endings: Sequence[tuple[Ending, Ending]]
    lanes: Sequence[Lane]
    slots: Mapping[Bar, Slot]
