"""Both languages are whole: every text has the same blanks to fill in."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from clawback.drawing import CHINESE, ENGLISH, KINDS, Texts

BLANK = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize(
    "name", [field.name for field in fields(Texts) if field.name not in ("kinds", "language")]
)
def test_a_text_has_the_same_blanks_in_both_languages(name: str) -> None:
    english, chinese = getattr(ENGLISH, name), getattr(CHINESE, name)
    assert sorted(BLANK.findall(english)) == sorted(BLANK.findall(chinese))
    assert english != chinese or name == "less_than"


def test_every_kind_has_a_word_of_its_own() -> None:
    for texts in (ENGLISH, CHINESE):
        assert set(texts.kinds) == set(KINDS)
        assert len(set(texts.kinds.values())) == len(KINDS)
