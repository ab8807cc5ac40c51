"""The page docs/reference/benchmarks.md, printed from what the bench measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.lines import Line, table

__all__ = ["HEAD_OF_PAGES", "PAGE", "page", "with_pages"]

PAGE = Path(__file__).parents[1] / "docs/reference/benchmarks.md"
_HEAD = """# Benchmarks

Printed by `make bench ARGS=--write`; what each line means is told in [Speed](../explanation/speed.md).
"""

HEAD_OF_PAGES = "\n## Pages of the console\n\n"
"""What stands below it is the other bench's, bench/pages.py."""


def with_pages(text: str, pages: str) -> str:
    """The page with that part anew."""
    return f"{text.partition(HEAD_OF_PAGES)[0]}{HEAD_OF_PAGES}{pages}"


def page(machine: dict[str, str], lines: Sequence[Line]) -> str:
    """The whole page."""
    facts = [f"- {name}: {fact}" for name, fact in machine.items()]
    unmet = sum(line.met is False for line in lines)
    within = sum(line.met is not None for line in lines) - unmet
    end = f"{within} lines are within their limit, {unmet} are not."
    return "\n".join((_HEAD, *facts, "", *table(lines), "", end, ""))
