"""Every link of the manual to another file leads somewhere, and every page can be reached from the index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tidy.tree import ROOT, short

INDEX = ROOT / "docs/README.md"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)(?:#[^)\s]*)?\)")


def links(page: Path) -> list[Path]:
    """The files that a page links to."""
    text = FENCED.sub("", page.read_text("utf-8"))
    return [(page.parent / target).resolve() for target in LINK.findall(text)]


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_links_lead_somewhere(page: Path) -> None:
    assert [target for target in links(page) if not target.exists()] == []


def test_every_page_can_be_reached_from_the_index() -> None:
    reached, ahead = set(), [INDEX]
    while ahead:
        page = ahead.pop()
        if page not in reached:
            reached.add(page)
            ahead.extend(target for target in links(page) if target.suffix == ".md" and target.exists())
    assert {short(page) for page in PAGES if "docs/" in short(page)} - {
        short(page) for page in reached
    } == set()
