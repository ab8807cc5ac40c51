"""No page has a text that one of its languages lacks, and what Django reads is what was written.

Each area of the server has a catalogue of its own: server/locale/AREA/LANGUAGE/LC_MESSAGES/django.po. A plural's
original is both its forms, a zero byte between them.
"""

from __future__ import annotations

import ast
import gettext
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.tidy.tree import ROOT
from tools.translations import catalogues, compiled, messages

SERVER = ROOT / "src/clawback/server"
MARKED = re.compile(r"""\{%-?\s*(?:translate|trans)\s+(?P<quote>["'])(?P<text>.+?)(?P=quote)""")
BLOCK = re.compile(
    r"\{%\s*blocktranslate\b(?P<options>[^%]*)%\}(?P<text>.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL
)
PLURAL = re.compile(r"\{%\s*plural\s*%\}")
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURALS = {"ngettext", "ngettext_lazy"}


@cache
def said() -> frozenset[str]:
    """Every text that templates and code mark for translation."""
    found = set()
    for path in SERVER.rglob("*.html"):
        found |= set(in_template(path.read_text("utf-8")))
    for path in SERVER.rglob("*.py"):
        found |= set(in_code(path.read_bytes()))
    return frozenset(found)


def in_template(text: str) -> Iterator[str]:
    for match in MARKED.finditer(text):
        yield match["text"].replace("%", "%%")
    for match in BLOCK.finditer(text):
        yield "\0".join(
            block_text(part, "trimmed" in match["options"]) for part in PLURAL.split(match["text"])
        )


def block_text(text: str, trimmed: bool) -> str:
    if trimmed:
        text = " ".join(line.strip() for line in text.strip().splitlines() if line.strip())
    return re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", text.replace("%", "%%"))


def in_code(source: bytes) -> Iterator[str]:
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in CALLS | PLURALS:
            texts = [each.value for each in call.args if isinstance(each, ast.Constant)]
            wanted = texts[: 2 if call.func.id in PLURALS else 1]
            if wanted:
                yield "\0".join(str(each) for each in wanted)


@cache
def languages() -> dict[str, dict[str, str]]:
    """Language -> original -> translation, over all areas."""
    found: dict[str, dict[str, str]] = {}
    for po in catalogues():
        found.setdefault(po.parts[-3], {}).update(messages(po))
    return found


def test_there_is_much_to_translate() -> None:
    assert len(said()) > 40
    assert list(languages()) == ["zh_Hans"]


@pytest.mark.parametrize("language", languages())
def test_every_text_is_translated(language: str) -> None:
    found = languages()[language]
    assert sorted(text for text in said() if not found.get(text)) == []


@pytest.mark.parametrize("po", catalogues(), ids=lambda path: path.parts[-4])
def test_nothing_is_translated_that_nobody_says(po: Path) -> None:
    assert sorted(messages(po).keys() - said() - {""}) == []


@pytest.mark.parametrize("language", languages())
def test_a_text_stands_in_one_area(language: str) -> None:
    texts = [text for po in catalogues() if po.parts[-3] == language for text in messages(po) if text]
    assert sorted(text for text in set(texts) if texts.count(text) > 1) == []


@pytest.mark.parametrize("po", catalogues(), ids=lambda path: path.parts[-4])
def test_what_is_named_in_a_text_is_named_in_its_translation(po: Path) -> None:
    def names(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)s|\{(\w*)\}", text))

    differ = {text: to for text, to in messages(po).items() if names(text) != names(to)}
    assert differ == {}


@pytest.mark.parametrize("po", catalogues(), ids=lambda path: path.parts[-4])
def test_what_django_reads_is_compiled_from_it(po: Path) -> None:
    assert po.with_suffix(".mo").read_bytes() == compiled(po), "run make setup"
    read = gettext.GNUTranslations(io.BytesIO(compiled(po)))
    plain = {text: to for text, to in messages(po).items() if text and "\0" not in text}
    assert {text: read.gettext(text) for text in plain} == plain


def test_no_template_says_a_word_that_is_not_marked() -> None:
    bare = []
    for path in SERVER.rglob("*.html"):
        text = BLOCK.sub(" ", path.read_text("utf-8"))
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>|&\w+;", " ", text, flags=re.DOTALL)
        words = set(re.findall(r"[A-Za-z]{2,}", text)) - {"Clawback"}
        bare += [f"{path.name}: {word}" for word in sorted(words)]
    assert bare == []


def test_blocks_are_read_as_django_reads_them() -> None:
    text = "{% blocktranslate count n=n trimmed %}\n one {{ n }} of 5%\n{% plural %}many {{ n }}{% endblocktranslate %}"
    assert list(in_template(text)) == ["one %(n)s of 5%%\0many %(n)s"]
