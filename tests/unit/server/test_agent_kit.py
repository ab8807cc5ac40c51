"""The kit of a bank without software."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import get_args

import pytest
from lxml import html
from pypdf import PdfReader

from clawback import read_ledger
from clawback.errors import InputError
from clawback.law.words import Refusal
from clawback.server.bank.kit import COLUMNS, write_kit
from clawback.server.bank.kit_texts import FIELDS, FORM, PAGE, REASONS, RULES, STEPS


def test_it_has_a_page_a_csv_and_a_form(tmp_path: Path) -> None:
    files = write_kit(tmp_path / "kit")
    assert [path.name for path in files] == ["read-me-first.html", "statement-answer.csv", "hold-answer.pdf"]
    text = files[0].read_text("utf-8")
    page = html.document_fromstring(text.encode())
    assert len(page.findall(".//h1")) == 1
    assert page.findall(".//script") == []
    assert "http" not in text


def test_the_form_is_one_page_with_a_field_for_each_fact_and_a_box_for_each_reason(tmp_path: Path) -> None:
    read = PdfReader(write_kit(tmp_path / "kit")[2])
    fields = read.get_fields() or {}
    assert len(read.pages) == 1
    ticks = {name for name, each in fields.items() if each.field_type == "/Btn"}
    assert ticks == set(get_args(Refusal))
    assert fields.keys() - ticks == {pair.en for pair in (*FIELDS, FORM["name"])}
    words = read.pages[0].extract_text()
    for pair in (*FIELDS, *FORM.values(), *REASONS.values()):
        assert pair.en in words
        assert pair.zh in words


def test_a_filled_csv_is_a_ledger(tmp_path: Path) -> None:
    path = write_kit(tmp_path / "kit")[1]
    row = [
        "1",
        "2026-11-24T09:30:00+08:00",
        "south",
        "D1",
        "north",
        "C1",
        "1234.50",
        "EUR",
        "transfer",
        "E2E",
    ]
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(row)
    assert len(row) == len(COLUMNS)
    assert len(read_ledger(path)) == 1


def test_every_text_is_in_both_languages() -> None:
    texts = [*PAGE.values(), *STEPS, *RULES, *FORM.values(), *FIELDS, *REASONS.values()]
    assert set(REASONS) == set(get_args(Refusal))
    for pair in texts:
        assert pair.en.isascii() or "“" in pair.en
        assert any("\u4e00" <= each <= "\u9fff" for each in pair.zh)


def test_it_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="holds something"):
        write_kit(tmp_path)
