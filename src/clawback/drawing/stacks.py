"""How high money stands in a bar: slices of claims, hanging from the bar's upper edge."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

__all__ = ["THINNEST", "Band", "Measure"]

THINNEST = 2.5
Band = tuple[float, float]


class Measure:
    """Pixels for minor units; whatever is not zero is at least THINNEST high."""

    def __init__(self, per_unit: float) -> None:
        self.per_unit = per_unit

    def height(self, units: int) -> float:
        """The height of so much money."""
        return max(THINNEST, units * self.per_unit) if units else 0.0

    def edges(self, amounts: Sequence[int]) -> list[float]:
        """The edges of the slices, from 0 down to the whole height."""
        total = sum(amounts)
        factor = self.height(total) / total if total else 0.0
        return [0.0, *(units * factor for units in accumulate(amounts))]

    def bands(self, amounts: Sequence[int], part: Sequence[int]) -> list[Band]:
        """Where in a bar that holds `amounts` a `part` of them lies: the lower end of each slice."""
        edges = self.edges(amounts)
        bands: list[Band] = []
        for i, units in enumerate(part):
            slice_height = edges[i + 1] - edges[i]
            height = slice_height * units / amounts[i] if amounts[i] else 0.0
            bands.append((edges[i + 1] - height, edges[i + 1]))
        return bands
