"""The page docs/reference/benchmarks.md, printed from what the bench measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.lines import Line, table

__all__ = ["HEAD_OF_PAGES", "PAGE", "federation_part", "page", "with_federation", "with_pages"]

PAGE = Path(__file__).parents[1] / "docs/reference/benchmarks.md"
_HEAD = """# Benchmarks

Printed by `make bench ARGS=--write`; what each line means is told in [Speed](../explanation/speed.md).
"""

HEAD_OF_FEDERATION = "\n## Federation\n\n"
"""What stands below it, up to the pages, is also printed by bench/federation.py alone."""

HEAD_OF_PAGES = "\n## Pages of the console\n\n"
"""What stands below it is the other bench's, bench/pages.py."""


def with_pages(text: str, pages: str) -> str:
    """The page with that part anew."""
    return f"{text.partition(HEAD_OF_PAGES)[0]}{HEAD_OF_PAGES}{pages}"


def page(machine: dict[str, str], lines: Sequence[Line]) -> str:
    """The page up to the federation."""
    return "\n".join((_HEAD, _measured(machine, lines)))


def federation_part(machine: dict[str, str], lines: Sequence[Line]) -> str:
    """The part of the federation, with its head."""
    told = "Printed by `python -m bench.federation --write`, or with the rest of the page."
    return f"{HEAD_OF_FEDERATION}{told}\n\n{_measured(machine, lines)}"


def with_federation(text: str, part: str) -> str:
    """The page with that part anew."""
    before, head, pages = text.partition(HEAD_OF_PAGES)
    return before.partition(HEAD_OF_FEDERATION)[0] + part + head + pages


def _measured(machine: dict[str, str], lines: Sequence[Line]) -> str:
    facts = [f"- {name}: {fact}" for name, fact in machine.items()]
    unmet = sum(line.met is False for line in lines)
    within = sum(line.met is not None for line in lines) - unmet
    end = f"{within} lines are within their limit, {unmet} are not."
    return "\n".join((*facts, "", *table(lines), "", end, ""))
