"""One stylesheet: each class that a template names has a rule in it, and each class of a rule is named somewhere."""

from __future__ import annotations

import re

from tests.tidy.tree import ROOT

SERVER = ROOT / "src/clawback/server"
RULES = (SERVER / "shown/static/clawback.css").read_text("utf-8")
TEMPLATES = [path.read_text("utf-8") for path in sorted(SERVER.rglob("templates/**/*.html"))]

NO_LOOK = {"sortable"}
"""What script alone asks for."""

OF_DJANGO = {"errorlist", "helptext", "error"}
"""What forms and messages are given by Django."""


def ruled() -> set[str]:
    """The classes that stand before the brace of a rule."""
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "{", RULES, flags=re.DOTALL)
    return set(re.findall(r"\.([a-z][a-z-]*)", selectors))


def named(text: str) -> set[str]:
    text = re.sub(r"\{\{.*?\}\}", " ", text)
    found = re.findall(r'class="((?:\{%.*?%\}|[^"])*)"', text)
    return {word for each in found for word in re.sub(r"\{%.*?%\}", " ", each).split()}


def test_each_class_of_a_template_has_a_rule() -> None:
    assert set().union(*map(named, TEMPLATES)) - ruled() - NO_LOOK == set()


def test_each_class_of_a_rule_is_named() -> None:
    code = [
        path.read_text("utf-8")
        for part in ("shown", "pages")
        for path in (SERVER / part).rglob("*.*")
        if path.suffix in (".py", ".js")
    ]
    words = set(re.findall(r"[a-z][a-z-]*", " ".join(code))) | set().union(*map(named, TEMPLATES))
    assert ruled() - words - OF_DJANGO == set()


def test_tables_of_work_sort() -> None:
    lists = (
        "cases",
        "reports",
        "inbox",
        "journal",
        "case",
        "claim",
        "search",
        "referrals",
        "objections",
        "due_lines",
    )
    of_work = [path for path in SERVER.rglob("pages/**/*.html") if path.stem in lists]
    assert {path.stem for path in of_work} == set(lists)
    assert [path.name for path in of_work if '<table role="table">' in path.read_text("utf-8")] == []
