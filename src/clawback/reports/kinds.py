"""The likely kinds of scam, with calibrated probabilities.

A linear model over the concepts of concepts.toml; its weights are in kinds.json, made by tools/train_kinds.py from
texts written for this purpose. It sees no language, no name and no place: only which concepts a story is told with.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from clawback.reports.concepts import concepts_of

__all__ = ["KINDS", "Kind", "kinds_of"]

KINDS = (
    "purchase", "investment", "romance", "romance-investment", "task", "job", "loan", "police", "bank",
    "customer-service", "family", "phishing", "remote-access", "advance-fee", "recovery", "invoice", "rental", "game",
    "extortion", "other", "none",
)  # fmt: skip
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of scam and the probability, from 0 to 1, that the report is of it."""

    type: str
    p: float

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"type": self.type, "p": self.p}


@cache
def _model() -> dict[str, Any]:
    model: dict[str, Any] = json.loads(files("clawback.reports").joinpath("kinds.json").read_text("utf-8"))
    return model


def kinds_of(masked: str) -> tuple[Kind, ...]:
    """Kinds with at least 0.02, the likeliest first; the first always. `masked`: folded, lower case, facts blank."""
    model = _model()
    found = concepts_of(masked)
    scores = [
        sum(model["weights"][name][place] for name in found) / model["temperature"]
        for place in range(len(KINDS))
    ]
    most = max(scores)
    powers = [exp(score - most) for score in scores]
    total = sum(powers)
    ranked = sorted(zip(KINDS, powers, strict=True), key=lambda pair: -pair[1])
    return tuple(
        Kind(kind, round(power / total, 4))
        for place, (kind, power) in enumerate(ranked)
        if not place or power / total >= _LEAST
    )
