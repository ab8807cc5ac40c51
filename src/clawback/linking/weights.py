"""What a shared thing is worth, in bits: how rare it is among a million reports, times its kind's weight."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from math import exp2, log2
from pathlib import Path

__all__ = ["Weights", "weights"]

_DAY = 86_400_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The numbers of weights.toml, each told there."""

    population: int
    counts: float
    link: float
    mixed_from: int
    agreed: float
    settled: float
    vouching: float
    alone_from: int
    alone: float
    meeting: float
    vouched: float
    half_life: int
    alike: float
    shingles: int
    kinds: dict[str, float]

    def bits(self, kind: str, reports: int) -> float:
        """Of a thing that so many reports name. A kind that links nothing has none."""
        return self.kinds.get(kind, 0.0) * max(log2(self.population / reports), 0.0)

    def faded(self, bits: float, gap: int) -> float:
        """What is left of bits across a gap in microseconds."""
        return bits * exp2(-abs(gap) / (self.half_life * _DAY))


@cache
def weights() -> Weights:
    """As packaged."""
    return Weights(**tomllib.loads(Path(__file__).with_name("weights.toml").read_text("utf-8")))
