"""Trains the model of the kinds of scam and writes src/clawback/reports/kinds.json: `make kinds`.

Logistic regression over concepts, drawn to the weights that concepts.toml states; from tools/training and the dev
half of the labelled reports. The temperature is the one that predicts best what each part of the texts says when
the others are learned, with many of its concepts taken away and some put in: a stranger tells the same story in
words that the lists do not have, or that mean something else. The test half is never read here.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from clawback.identifiers.view import View  # noqa: E402
from clawback.reports import read  # noqa: E402
from clawback.reports.concepts import concepts_of, features, first_weights  # noqa: E402
from clawback.reports.kinds import KINDS  # noqa: E402

_DRAWN, _STEPS, _RATE, _UNKNOWN, _WRONG, _PARTS = 0.35, 250, 0.5, 0.4, 0.006, 3
_LEAST = 0.8
"""Texts of strangers are less like ours than ours are like one another: the temperature is no lower."""
SOURCES = ("src/clawback/reports/concepts.toml", "tools/training/stories.txt", "tests/data/reports/dev.jsonl")
OUT = ROOT / "src/clawback/reports/kinds.json"


def texts() -> list[tuple[int, str, list[str]]]:
    """Number of the text, kind and features of every text to learn from; a text told twice keeps its number."""
    lines = (ROOT / "tools/training/stories.txt").read_text("utf-8").splitlines()
    stories = [line.split("\t") for line in lines if "\t" in line]
    found = [(kind, concepts_of(View(text).lower)) for kind, text in stories]
    for line in (ROOT / "tests/data/reports/dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        found.append(
            (
                row["scam_type"],
                concepts_of(
                    read.masked_text(row["text"], row["country"], datetime.fromisoformat(row["received"]))
                ),
            )
        )
    # Any victim may say "scam", "lost": those words must speak for no kind. The second telling is made strange.
    numbered = [(number, kind, has) for number, (kind, has) in enumerate(found)]
    harmed = [
        (*each[:2], [*each[2], "harm"]) for each in numbered if each[1] != "none" and "harm" not in each[2]
    ]
    return [*numbered, *harmed]


def made_from() -> str:
    """The hash of what the model is learned from: a test compares it with the one in the model."""
    digest = sha256()
    for name in SOURCES:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def trained(rows: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Weights by feature and kind."""
    names = features()
    first = np.zeros((len(names), len(KINDS)))
    for (name, kind), weight in first_weights().items():
        first[names.index(name), KINDS.index(kind)] = weight
    weights, wanted = first.copy(), np.eye(len(KINDS))[kinds]
    for _ in range(_STEPS):
        slope = rows.T @ (chances(rows @ weights) - wanted) / len(rows) * len(KINDS)
        weights -= _RATE * (slope + _DRAWN / len(rows) * len(KINDS) * (weights - first))
    return weights


def chances(scores: np.ndarray) -> np.ndarray:
    """Softmax by row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def strange(rows: np.ndarray, seed: int) -> np.ndarray:
    """The same texts as a stranger might tell them: many of their concepts are missed, and a few are met by chance."""
    chance = np.random.default_rng(seed)
    kept = chance.random(rows.shape) > _UNKNOWN
    kept[:, -1] = True
    return np.asarray(np.maximum(rows * kept, chance.random(rows.shape) < _WRONG))


def temperature(rows: np.ndarray, kinds: np.ndarray, numbers: np.ndarray) -> tuple[float, float]:
    """The temperature of least log loss over parts left out in turn, and the accuracy there; no text is in two."""
    scores, told = np.zeros((len(rows), len(KINDS))), strange(rows, 7)
    for part in range(_PARTS):
        out = numbers % _PARTS == part
        scores[out] = told[out] @ trained(rows[~out], kinds[~out])
    losses = {
        t: -np.log(chances(scores / t)[np.arange(len(rows)), kinds]).mean() for t in np.arange(0.4, 4.0, 0.05)
    }
    return max(float(min(losses, key=lambda t: losses[t])), _LEAST), float(
        (scores.argmax(axis=1) == kinds).mean()
    )


def main() -> None:
    """Trains and writes."""
    found, names = texts(), features()
    rows = np.array([[name in has for name in names] for *_, has in found], float)
    kinds = np.array([KINDS.index(kind) for _, kind, _ in found])
    again = np.arange(len(rows)) >= len({number for number, *_ in found})
    rows[again] = strange(rows[again], 3)
    numbers = np.random.default_rng(5).permutation(len(found))[[number for number, *_ in found]]
    best, accuracy = temperature(rows, kinds, numbers)
    weights = trained(rows, kinds)
    model = {
        "made_from": made_from(),
        "temperature": round(best, 2),
        "weights": {name: [round(float(w), 3) for w in weights[place]] for place, name in enumerate(names)},
    }
    OUT.write_text(
        json.dumps(model, indent=None, separators=(",", ":")).replace('],"', '],\n"') + "\n", "utf-8"
    )
    print(
        f"{len(rows)} texts; left out in turn, {accuracy:.3f} right; temperature {best:.2f}; {OUT.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
