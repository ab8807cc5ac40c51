"""What the bench says: one line for each thing measured, and whether it is within its limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

__all__ = ["Line", "Spread", "power", "seconds", "spread", "table"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """`met` is None where there is no limit, or it was not measured."""

    what: str
    transfers: int
    clawback: str
    peer: str = ""
    ratio: str = ""
    limit: str = ""
    met: bool | None = None

    @property
    def short(self) -> Line:
        """As it is shown where its limit is not asked for."""
        return replace(self, limit="", met=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """Seconds over claims."""

    median: float
    high: float  # 99th percentile
    worst: float

    def __str__(self) -> str:
        return f"{seconds(self.median)}, {seconds(self.high)}, {seconds(self.worst)}"


def spread(values: Sequence[float]) -> Spread:
    """Median, 99th percentile and worst."""
    return Spread(
        median=float(np.median(values)), high=float(np.percentile(values, 99)), worst=float(np.max(values))
    )


def seconds(value: float) -> str:
    """Three digits and the unit that fits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= size:
            return f"{_digits(value / size)} {unit}"
    return f"{_digits(value * 1e9)} ns"


def _digits(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(lines: Sequence[Line]) -> list[str]:
    """The lines as a Markdown table."""
    head = ("what", "transfers", "clawback", "peer", "ratio", "limit", "")
    rows = [
        (line.what, power(line.transfers), line.clawback, line.peer, line.ratio, line.limit, _met(line))
        for line in lines
    ]
    return [f"| {' | '.join(row)} |".replace("  ", " ") for row in (head, ("---",) * len(head), *rows)]


def _met(line: Line) -> str:
    return "" if line.met is None else "met" if line.met else "**not met**"


def power(transfers: int) -> str:
    """10^7 for ten millions."""
    if not transfers:
        return ""
    exponent = round(np.log10(transfers))
    return f"10^{exponent}" if transfers == 10**exponent else f"{transfers:,}"
