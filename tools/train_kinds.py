"""Trains the model of the kinds of scam and writes src/clawback/reports/kinds.json: `make kinds`.

Logistic regression over concepts, meanings and words; what concepts weigh is drawn to what concepts.toml states, the
rest to nothing. It learns from tools/training, the dev half of the labelled reports and those that were fresh once; the
test half, and what was last measured first, are not among them. At each step four features in ten are taken away, as
a stranger tells the same story in words that are not known.
"""

from __future__ import annotations

import base64
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from clawback.reports import read  # noqa: E402
from clawback.reports.concepts import concepts_of, features, first_weights, meanings, meanings_of  # noqa: E402
from clawback.reports.grams import grams_of  # noqa: E402
from clawback.reports.kinds import KINDS, strengths  # noqa: E402

_DRAWN, _STEPS, _RATE, _KEPT, _OFTEN = 0.8, 45, 0.1, 0.6, 2
_TRAININGS = 4
_TEMPERATURE = 0.9
"""That of least log loss on fresh3, before any of it was learned from."""
LABELLED, TOLD = ("dev", "fresh", "fresh2"), ("fresh3",)
_STORIES = ROOT / "tools/training"
_NEVER = _STORIES / "never.txt"
_REPORTS = ROOT / "tests/data/reports"
_RECEIVED = datetime(2026, 11, 24, 9, tzinfo=UTC)
OUT = ROOT / "src/clawback/reports/kinds.json"


@dataclass(frozen=True)
class Story:
    """A text to learn from, as the model will see it; `own` where its words may become the model's."""

    kind: int
    own: bool
    concepts: list[str]
    meanings: set[str]
    grams: set[str]


def sources() -> list[Path]:
    """Everything that the model is learned from."""
    data = ROOT / "src/clawback/reports"
    words = [data / name for name in ("concepts.toml", "meanings.toml", "grams.py")]
    reports = [_REPORTS / f"{name}.jsonl" for name in LABELLED] + [_REPORTS / f"{name}.tsv" for name in TOLD]
    return [*words, *sorted(_STORIES.glob("*.txt")), *reports]


def made_from() -> str:
    """The hash of what the model is learned from: a test compares it with the one in the model."""
    digest = sha256()
    for path in sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def stories() -> list[Story]:
    """Every text to learn from."""
    written = [
        _story(kind, read.masked_text(text, None, _RECEIVED), own=True)
        for path in sorted(_STORIES.glob("*.txt"))
        if path != _NEVER
        for kind, text in told(path)
    ]
    return [*written, *(_story(*each, own=False) for name in LABELLED for each in _labelled(name)), *_fresh()]


def _labelled(name: str) -> Iterator[tuple[str, str]]:
    for line in (_REPORTS / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        received = datetime.fromisoformat(row["received"])
        yield row["scam_type"], read.masked_text(row["text"], row["country"], received)


def _fresh() -> Iterator[Story]:
    for name in TOLD:
        for line in (_REPORTS / f"{name}.tsv").read_text("utf-8").splitlines():
            if not line.startswith("#"):
                _, country, kind, text = line.split("\t")
                yield _story(kind, read.masked_text(text, country, _RECEIVED), own=False)


def told(path: Path) -> Iterator[tuple[str, str]]:
    """Kind and text of every story of a file: under `[kind]`, one a line."""
    kind = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            yield kind, line


def _story(kind: str, masked: str, own: bool) -> Story:
    return Story(KINDS.index(kind), own, concepts_of(masked), meanings_of(masked), grams_of(masked))


def vocabulary(found: list[Story]) -> list[str]:
    """Words that two stories have, but for names, places and nationalities."""
    counts = Counter(gram for story in found if story.own for gram in story.grams)
    never = {line for line in _NEVER.read_text("utf-8").split("\n") if line and not line.startswith("#")}
    return sorted(gram for gram, number in counts.items() if number >= _OFTEN and not _named(gram, never))


def _named(gram: str, never: set[str]) -> bool:
    return gram in never or any(
        part in never or (part.endswith("*") and any(word.startswith(part[:-1]) for word in never))
        for part in gram.split(" ")
    )


class Table:
    """Rows of features: concepts, then meanings, then words."""

    def __init__(self, words: list[str]) -> None:
        self.names = [features(), meanings(), words]
        starts = np.cumsum([0, *map(len, self.names)])
        self.places = [
            {name: int(start) + place for place, name in enumerate(names)}
            for start, names in zip(starts[:-1], self.names, strict=True)
        ]
        self.width = int(starts[-1])

    def rows(self, found: list[Story]) -> np.ndarray:
        """One row a story, each feature as strong as the model takes it."""
        rows = np.zeros((len(found), self.width), np.float32)
        for row, story in zip(rows, found, strict=True):
            words = [self.places[2][gram] for gram in story.grams if gram in self.places[2]]
            columns = (
                [self.places[0][name] for name in story.concepts],
                [self.places[1][name] for name in story.meanings],
                words,
            )
            for places, strength in zip(columns, strengths(len(story.meanings), len(words)), strict=True):
                row[places] = strength
        return rows

    def first(self) -> np.ndarray:
        """What the weights are drawn to."""
        weights = np.zeros((self.width, len(KINDS)), np.float32)
        for (name, kind), weight in first_weights().items():
            weights[self.places[0][name], KINDS.index(kind)] = weight
        return weights


def trained(rows: np.ndarray, kinds: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Weights by feature and kind: the mean of some trainings, for which features are taken away is chance."""
    every = [_trained_once(rows, kinds, first, chance) for chance in range(1, _TRAININGS + 1)]
    return np.asarray(np.mean(every, axis=0), np.float32)


def _trained_once(rows: np.ndarray, kinds: np.ndarray, first: np.ndarray, seed: int) -> np.ndarray:
    """By Adam over all the rows at once with a falling rate."""
    chance = np.random.default_rng(seed)
    weights, wanted = first.copy(), np.eye(len(KINDS), dtype=np.float32)[kinds]
    slope_mean, slope_square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        told = rows * (chance.integers(0, 256, rows.shape, np.uint8) < 256 * _KEPT) / np.float32(_KEPT**0.5)
        slope = (told.T @ (chances(told @ weights) - wanted) + _DRAWN * (weights - first)) / len(rows)
        slope_mean = 0.9 * slope_mean + 0.1 * slope
        slope_square = 0.99 * slope_square + 0.01 * slope * slope
        move = (slope_mean / (1 - 0.9**step)) / (np.sqrt(slope_square / (1 - 0.99**step)) + 1e-8)
        weights -= (_RATE * (1 - step / _STEPS) + 1e-4) * move
    return weights


def chances(scores: np.ndarray) -> np.ndarray:
    """Softmax by row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def main() -> None:
    """Trains and writes."""
    found = stories()
    kinds = np.array([story.kind for story in found])
    table = Table(vocabulary(found))
    weights = trained(table.rows(found), kinds, table.first())
    OUT.write_text(_written(table, weights), "utf-8")
    print(f"{len(found)} texts, {len(table.names[2])} words; {OUT.stat().st_size} bytes")


def _written(table: Table, weights: np.ndarray) -> str:
    of_concepts, of_meanings, of_words = (weights[list(places.values())] for places in table.places)
    unit = float(np.abs(of_words).max()) / 127
    packed = (np.rint(of_words / unit) + 128).astype(np.uint8)
    model = {
        "made_from": made_from(),
        "temperature": _TEMPERATURE,
        "unit": round(unit, 8),
        "concepts": _rounded(table.names[0], of_concepts),
        "meanings": _rounded(table.names[1], of_meanings),
        "words": {
            gram: base64.b64encode(row.tobytes()).decode()
            for gram, row in zip(table.names[2], packed, strict=True)
        },
    }
    lines = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    return lines.replace('],"', '],\n"').replace('","', '",\n"') + "\n"


def _rounded(names: list[str], weights: np.ndarray) -> dict[str, list[float]]:
    return {
        name: [round(float(weight), 3) for weight in row] for name, row in zip(names, weights, strict=True)
    }


if __name__ == "__main__":
    main()
