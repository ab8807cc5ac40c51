"""What a split gave when first measured: kept in tests/data/reports/first.json, printed beside what it gives now.

A split is fresh only once: what misses it shows are mended, and from then on it flatters too. So its first figures
are written down, `tools/measure_intake.py --first SPLIT`, and never written again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATH = Path(__file__).parents[1] / "tests/data/reports/first.json"
WHATS = ("identifiers", "amounts", "times")
Figures = dict[str, Any]


def figures(half: dict[str, Any], f1: Callable[[Any], float]) -> Figures:
    """What is kept of a measured split: F1 by what, kind and language, the share of kinds of scam that are right."""
    guesses = half["guesses"]
    languages = sorted({language for _, _, language, _ in guesses})
    shares = {language: [right for _, right, own, _ in guesses if own == language] for language in languages}
    return {
        "reports": half["reports"],
        "f1": {name: round(f1(tally), 3) for name, tally in sorted(half["tallies"].items())},
        "scam_type": round(sum(right for _, right, _, _ in guesses) / len(guesses), 3),
        "scam_type_by_language": {
            name: round(sum(rights) / len(rights), 3) for name, rights in shares.items()
        },
    }


def kept() -> dict[str, Figures]:
    """The first figures of every split that has some."""
    found: dict[str, Figures] = json.loads(PATH.read_text("utf-8")) if PATH.exists() else {}
    return found


def keep(split: str, measured: Figures) -> None:
    """Writes down a split's first figures. Raises ValueError where it has some: first is once."""
    first = kept()
    if split in first:
        raise ValueError(f"{split} has been measured first before")
    PATH.write_text(json.dumps({**first, split: measured}, indent=1) + "\n", "utf-8")


def section(split: str, said: str, now: Figures) -> str:
    """A section of the page: by what, by language and by kind, first and now."""
    first = kept()[split]
    lines = [f"## {split}\n", said, "", *_overall(first, now), "", *_languages(first, now), ""]
    return "\n".join([*lines, *_kinds(first, now)]) + "\n"


def _overall(first: Figures, now: Figures) -> list[str]:
    rows = [(f"{what}, F1", first["f1"][what], now["f1"][what]) for what in WHATS]
    rows.append(("kind of scam, right", first["scam_type"], now["scam_type"]))
    return _table("what", rows)


def _languages(first: Figures, now: Figures) -> list[str]:
    lines = [
        "| language, first / now | identifiers | amounts | times | kind of scam |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for language in now["scam_type_by_language"]:
        scores = [
            f"{first['f1'][f'{what} {language}']:.3f} / {now['f1'][f'{what} {language}']:.3f}"
            for what in WHATS
        ]
        kinds = " / ".join(f"{each['scam_type_by_language'][language]:.3f}" for each in (first, now))
        lines.append(f"| {language} | {' | '.join(scores)} | {kinds} |")
    return lines


def _kinds(first: Figures, now: Figures) -> list[str]:
    names = [name for name in now["f1"] if name.startswith("kind ")]
    return _table(
        "kind of identifier, F1",
        [(name.removeprefix("kind "), first["f1"].get(name), now["f1"][name]) for name in names],
    )


def _table(head: str, rows: list[tuple[str, float | None, float]]) -> list[str]:
    lines = [f"| {head} | first measured | now |", "| --- | ---: | ---: |"]
    return lines + [
        f"| {name} | {'-' if first is None else f'{first:.3f}'} | {now:.3f} |" for name, first, now in rows
    ]
