"""Why a fact is read so is said in the reader's language, whatever rule read it."""

from __future__ import annotations

import re

import pytest

import clawback
from tools import measure_intake

pytestmark = pytest.mark.usefixtures("database_of_module")


def said_in(language: str, because: str) -> str:
    from django.utils.translation import override

    from clawback.server.pages.reasons import in_words

    with override(language):
        return in_words(because)


def reasons() -> set[str]:
    rows = [row for split in ("dev", "test", "fresh", "fresh2") for row in measure_intake.labelled(split)]
    return {
        each.because
        for row in rows
        for each in clawback.read_report(row["text"], country=row["country"]).identifiers
        if each.kind != "person_id"
    }


def test_in_english_a_reason_is_what_the_rule_writes() -> None:
    assert all(said_in("en", each) == each for each in reasons())


def test_in_chinese_no_word_of_english_is_left() -> None:
    known = r"telegram|whatsapp|instagram|facebook|wechat|discord|kakaotalk|signal|skype|zalo|line|qq|x"
    said = {each: said_in("zh-hans", each) for each in reasons()}
    left = {each: words for each, words in said.items() if re.search("[a-z]{2,}", re.sub(known, "", words))}
    assert not left


@pytest.mark.parametrize(
    ("because", "words"),
    [
        (
            "11 digits, mobile range of CN; after a word for a telephone",
            "11 位数字、CN 的手机号段；前文有电话字样",
        ),
        ("a name with @, telegram named near", "带 @ 的名称、附近提到 telegram"),
        ("", ""),
    ],
)
def test_clauses_are_put_together(because: str, words: str) -> None:
    assert said_in("zh-hans", because) == words
