"""The key to thickness: a bar as thick as a round amount."""

from __future__ import annotations

from clawback.drawing.stacks import THINNEST, Measure

__all__ = ["round_amount"]

_HIGHEST = 16.0


def round_amount(measure: Measure) -> int:
    """The largest 1, 2 or 5 with zeros, in minor units, that is not drawn thicker than 16 pixels.

    0 where even the smallest would be, or where every amount is drawn at least thickness.
    """
    most = _HIGHEST / measure.per_unit if measure.per_unit else 0.0
    if most < 1:
        return 0
    power = 10 ** (len(str(int(most))) - 1)
    found = max(step * power for step in (1, 2, 5) if step * power <= most)
    return found if measure.height(found) > THINNEST else 0
