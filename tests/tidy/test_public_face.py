"""The names a caller may use are those the reference lists, and each can be had."""

from __future__ import annotations

import re

import clawback
from tests.tidy.tree import ROOT


def listed() -> list[str]:
    r"""The names of the headings ``### `name` `` of the page; ``### `name(arguments)` `` names `name`."""
    page = (ROOT / "docs/reference/python.md").read_text("utf-8")
    return re.findall(r"^### `(\w+)[^`]*`$", page, re.MULTILINE)


def test_the_reference_lists_the_public_names() -> None:
    assert sorted(listed()) == sorted(clawback.__all__)


def test_no_name_is_listed_twice() -> None:
    assert len(set(listed())) == len(listed())


def test_each_public_name_can_be_had_and_is_explained() -> None:
    unexplained = [name for name in clawback.__all__ if not getattr(clawback, name).__doc__]
    assert unexplained == []


def test_a_name_that_is_not_there_is_refused() -> None:
    assert not hasattr(clawback, "no_such_name")
