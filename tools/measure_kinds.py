"""How well the kind of scam is told on reports never seen: the sections of docs/reference/intake.md about it.

`tools/measure_kinds.py --first SPLIT` keeps what a split gave when first measured, in tests/data/reports/first.json;
`--show SPLIT` prints what is wrong in one.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import clawback  # noqa: E402
from clawback.reports.kinds import Kind  # noqa: E402
from tools import measured_first  # noqa: E402

FRESH = {
    "fresh3": (
        "110 reports, ten a language, all kinds, written and labelled by the hand that wrote the training texts, and"
        " committed before the\nmodel that learns words was measured on any of them: stories told at length, in words"
        " that avoid the usual ones. They are learned\nfrom since, so that *now* says nothing."
    ),
    "fresh4": (
        "44 reports more, four a language, plainer, as people fill in a centre's form; written by the same hand before"
        " the model that had learned\nfrom fresh3 was measured, and never learned from."
    ),
    "fresh5": (
        "33 reports, three a language, in the manner of fresh3: what the model that had learned from fresh3 gives on"
        " stories told at length\nand in no usual words. Never learned from."
    ),
    "fresh6": (
        "63 reports, twenty of them Spanish (Spain, Mexico, Argentina, Peru), many of extortion and of what fits no"
        " other kind; written by somebody\nwho had read a dozen lines of the training texts, before"
        " `tools/training/registers.txt` was written by the same hand (three of them after:\ntheir kinds were"
        " missing). Never learned from."
    ),
    "strangers": (
        "121 reports, eleven a language, all kinds, in every register from a text message to a police form; written and"
        " labelled by somebody\nwho had read what the kinds mean and nothing else: no rule, no list of words, no"
        " training text. Never learned from; but which kinds and\nlanguages were told worst on it was known when"
        " `tools/training/varied.txt` and `registers.txt` were written for them, so that *now* flatters a little."
    ),
}
"""Splits that were measured for the kind alone, and what the page says of them."""
_RECEIVED = datetime(2026, 11, 24, 9, tzinfo=UTC)
_BINS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01))
Figures = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """A report with its kind."""

    language: str
    country: str
    kind: str
    text: str


@dataclass(frozen=True)
class Guess:
    """What is said of a report."""

    told: Told
    kinds: tuple[Kind, ...]

    @property
    def right(self) -> bool:
        """Whether the likeliest kind is the report's."""
        return self.kinds[0].type == self.told.kind

    @property
    def brier(self) -> float:
        """Squared error over all kinds; those under 0.02 count as 0."""
        said = {each.type: each.p for each in self.kinds}
        return sum((p - (kind == self.told.kind)) ** 2 for kind, p in {self.told.kind: 0.0, **said}.items())


def told(split: str) -> list[Told]:
    """The reports of `tests/data/reports/SPLIT.tsv`, where a new line is a backslash and n."""
    lines = (ROOT / f"tests/data/reports/{split}.tsv").read_text("utf-8").splitlines()
    return [Told(*line.replace("\\n", "\n").split("\t")) for line in lines if not line.startswith("#")]


def guesses(split: str) -> list[Guess]:
    """What the model says of a split."""
    return [
        Guess(each, clawback.read_report(each.text, each.country, _RECEIVED).scam_types)
        for each in told(split)
    ]


def parallel() -> dict[str, float]:
    """By language, the share of the stories of `tests/data/reports/parallel.tsv` whose first kind is theirs."""
    lines = (ROOT / "tests/data/reports/parallel.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    right: dict[str, list[bool]] = {}
    for _, language, kind, text in rows:
        first = clawback.read_report(text, None, _RECEIVED).scam_types[0].type
        right.setdefault(language, []).append(first == kind)
    return {language: sum(rights) / len(rights) for language, rights in right.items()}


def calibration(said: list[Guess]) -> tuple[float, list[tuple[str, int, float, float]]]:
    """Expected calibration error, and its bins: name, reports, mean p of the first, share right."""
    bins, error = [], 0.0
    for low, high in _BINS:
        inside = [each for each in said if low <= each.kinds[0].p < high]
        if inside:
            mean = sum(each.kinds[0].p for each in inside) / len(inside)
            share = sum(each.right for each in inside) / len(inside)
            error += abs(mean - share) * len(inside) / len(said)
            bins.append((f"{low:.1f} to {min(high, 1):.1f}", len(inside), mean, share))
    return error, bins


def figures(said: list[Guess]) -> Figures:
    """What is kept of a measured split."""
    return {
        "reports": len(said),
        "scam_type": _share(said),
        "brier": round(sum(each.brier for each in said) / len(said), 3),
        "calibration_error": round(calibration(said)[0], 3),
        "scam_type_by_language": _by(said, "language"),
        "scam_type_by_kind": _by(said, "kind"),
    }


def _share(said: list[Guess]) -> float:
    return round(sum(each.right for each in said) / len(said), 3)


def _by(said: list[Guess], what: str) -> dict[str, float]:
    names = sorted({getattr(each.told, what) for each in said})
    return {name: _share([each for each in said if getattr(each.told, what) == name]) for name in names}


def section(split: str) -> str:
    """First and now, over all, by language and by kind, and how sure it was."""
    said = guesses(split)
    first, now = measured_first.kept()[split], figures(said)
    lines = [f"## {split}: the kind of scam\n", FRESH[split], ""]
    lines += ["| what | first measured | now |", "| --- | ---: | ---: |"]
    names = {
        "scam_type": "kind of scam, right",
        "brier": "Brier score",
        "calibration_error": "expected calibration error",
    }
    lines += [f"| {name} | {first[what]:.3f} | {now[what]:.3f} |" for what, name in names.items()]
    for what in ("language", "kind"):
        lines += ["", f"| {what} | first measured | now |", "| --- | ---: | ---: |"]
        key = f"scam_type_by_{what}"
        lines += [f"| {name} | {first[key][name]:.2f} | {share:.2f} |" for name, share in now[key].items()]
    lines += ["", "| p of the first | reports now | mean p | share right |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {name} | {n} | {mean:.2f} | {share:.2f} |" for name, n, mean, share in calibration(said)[1]]
    return "\n".join(lines) + "\n"


def in_every_language() -> str:
    """The section about the same stories in every language."""
    lines = ["## The same eight stories in every language\n", "| language | right |", "| --- | ---: |"]
    return "\n".join([*lines, *(f"| {name} | {share:.2f} |" for name, share in parallel().items())]) + "\n"


def main() -> None:
    """Keeps first figures, or prints what is wrong."""
    options = argparse.ArgumentParser()
    options.add_argument("--first", choices=tuple(FRESH))
    options.add_argument("--show", choices=tuple(FRESH))
    chosen = options.parse_args()
    said = guesses(chosen.first or chosen.show)
    if chosen.first is not None:
        measured_first.keep(chosen.first, figures(said))
    for each in said:
        if not each.right:
            print(each.told.language, each.told.kind, [(kind.type, kind.p) for kind in each.kinds[:3]])
    print(json.dumps(figures(said)), calibration(said)[1])


if __name__ == "__main__":
    main()
