"""The likely kinds of scam, with calibrated probabilities.

A linear model over concepts (concepts.toml), meanings (meanings.toml) and words; its weights are in kinds.json, made
by tools/train_kinds.py from texts written for this purpose. Facts are blanked out of what it sees, and no name, place
or nationality is among its words.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from clawback.reports.concepts import concepts_of, meanings_of
from clawback.reports.grams import grams_of

__all__ = ["KINDS", "LISTED", "Kind", "kinds_of", "strengths"]

KINDS = (
    "purchase", "investment", "romance", "romance-investment", "task", "job", "loan", "police", "bank",
    "customer-service", "family", "phishing", "remote-access", "advance-fee", "recovery", "invoice", "rental", "game",
    "extortion", "other", "none",
)  # fmt: skip
LISTED = tuple(each for each in KINDS if each != "none")
"""Those that are a scam."""
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


def strengths(meanings: int, words: int) -> tuple[float, float, float]:
    """How much a concept, a meaning and a word of a text count, where it has so many: a long story is no surer."""
    return 0.4, 1 / max(meanings, 1) ** 0.25, 10 / max(words, 1) ** 0.5


def kinds_of(masked: str) -> tuple[Kind, ...]:
    """Kinds with at least 0.02, the likeliest first; the first always. `masked`: folded, lower case, facts blank."""
    temperature = _model()["temperature"]
    scores = [score / temperature for score in _scores(masked)]
    most = max(scores)
    powers = [exp(score - most) for score in scores]
    total = sum(powers)
    ranked = sorted(zip(KINDS, powers, strict=True), key=lambda pair: -pair[1])
    return tuple(
        Kind(kind, round(power / total, 4))
        for place, (kind, power) in enumerate(ranked)
        if not place or power / total >= _LEAST
    )


def _scores(masked: str) -> list[float]:
    model = _model()
    concepts, meanings = concepts_of(masked), meanings_of(masked)
    words = [packed for gram in grams_of(masked) if (packed := model["words"].get(gram)) is not None]
    of_concept, of_meaning, of_word = strengths(len(meanings), len(words))
    parts = (
        _weighed((model["concepts"][name] for name in concepts), of_concept),
        _weighed((model["meanings"][name] for name in sorted(meanings)), of_meaning),
        _weighed((_unpacked(packed) for packed in sorted(words)), of_word * model["unit"]),
    )
    return [sum(each) for each in zip(*parts, strict=True)]


def _weighed(rows: Iterable[Sequence[float]], strength: float) -> list[float]:
    """The sum of the rows, kind by kind, times the strength."""
    return [strength * sum(column) for column in zip([0.0] * len(KINDS), *rows, strict=True)]


@cache
def _unpacked(packed: str) -> tuple[int, ...]:
    return tuple(byte - 128 for byte in base64.b64decode(packed))
