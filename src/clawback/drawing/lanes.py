"""Lanes and rows: bars that never meet in time share a row, and so no two labels ever touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clawback.drawing.gathering import Bar
from clawback.drawing.profiles import Profile
from clawback.drawing.widths import text_width

__all__ = ["CAP", "STRIP", "LabelPlace", "Lane", "Slot", "lay_out"]

STRIP = 18.0
CAP = 14.0
_GAP = 9.0
_PADDING = 9.0
_APART = 16.0


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """A bar's label: its left end and its width."""

    text: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a bar hangs: the y of its upper edge; the label stands in the strip above."""

    top: float
    label: LabelPlace


@dataclass(frozen=True, slots=True)
class Lane:
    """An agent's lane from `top` down, as high as `height`."""

    top: float
    height: float


@dataclass(slots=True)
class _Row:
    taken: list[tuple[float, float]]
    bars: list[Bar]
    height: float


def lay_out(
    profiles: Mapping[Bar, Profile],
    labels: Mapping[Bar, tuple[str, float]],
    standing: Mapping[Bar, float],
    least: Sequence[float],
    limits: tuple[float, float],
    top: float,
) -> tuple[list[Lane], dict[Bar, Slot]]:
    """Lanes from `top` down, and every bar's slot.

    `labels` are (text, font size); `standing` gives the height that the text at the right edge needs, for the bars
    that have one; `least` is each lane's least height; `limits` are the left and right ends of labels.
    """
    lanes: list[Lane] = []
    slots: dict[Bar, Slot] = {}
    for index, at_least in enumerate(least):
        bars = sorted(
            (bar for bar in profiles if bar.lane == index), key=lambda bar: _order(bar, profiles[bar])
        )
        places = {bar: _label_place(bar, profiles[bar], labels[bar], limits) for bar in bars}
        rows = _pack(bars, profiles, places, standing)
        y = top + _PADDING
        for row in rows:
            for bar in row.bars:
                slots[bar] = Slot(y + STRIP, places[bar])
            y += row.height
        height = max(y - top + _PADDING - _GAP / 2, at_least)
        lanes.append(Lane(top, height))
        top += height
    return lanes, slots


def _order(bar: Bar, profile: Profile) -> tuple[bool, float, float]:
    return bar.account is None, profile.start, -profile.height


def _label_place(
    bar: Bar, profile: Profile, label: tuple[str, float], limits: tuple[float, float]
) -> LabelPlace:
    text, size = label
    width = text_width(text, size)
    x = profile.start
    ends = bar.form not in ("held", "origin")
    if ends and profile.end + CAP - profile.start > width:
        x = profile.end + CAP - width
    return LabelPlace(text, max(limits[0], min(x, limits[1] - width)), width)


def _pack(
    bars: Sequence[Bar],
    profiles: Mapping[Bar, Profile],
    places: Mapping[Bar, LabelPlace],
    standing: Mapping[Bar, float],
) -> list[_Row]:
    rows: list[_Row] = []
    for bar in bars:
        place, profile = places[bar], profiles[bar]
        left = min(place.x, profile.start)
        right = max(place.x + place.width, profile.end + CAP)
        height = STRIP + max(profile.height, standing.get(bar, 0.0)) + _GAP
        row = next((row for row in rows if _is_free(row, left, right)), None)
        if row is None:
            row = _Row([], [], 0.0)
            rows.append(row)
        row.taken.append((left, right))
        row.bars.append(bar)
        row.height = max(row.height, height)
    return rows


def _is_free(row: _Row, left: float, right: float) -> bool:
    return all(right + _APART <= start or end + _APART <= left for start, end in row.taken)
