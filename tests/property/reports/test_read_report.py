"""Whatever a text holds: nothing breaks, places are those of the text, canonical values stay what they are."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import clawback

RECEIVED = datetime(2026, 11, 24, 9, tzinfo=UTC)
COUNTRIES = st.sampled_from([None, "CN", "US", "GB", "IN", "BR", "MX", "TH", "KR", "TW", "XX"])
PIECES = [
    *(
        "13800138000",
        "+44 20 7946 0958",
        "6222029458073021579",
        "hxxp://a-b[.]com/x",
        "a at b dot com",
        "微信",
        "@abc_1",
    ),
    *(
        "11月20日",
        "昨天",
        "3万2千",
        "$1,500.00",
        "RM 3k",
        "15tr5",
        "last Tuesday",
        "20/11/2026",
        "9h45",
        "上周三",
        "U",
    ),
    *(
        "账号",
        "account",
        "sort code",
        "12-34-56",
        "12345678",
        "pix",
        "485.545.652-74",
        "订单号",
        "my",
        "\u200b",
        "。",
        "\n",
    ),
    *(
        "零零零",
        "one two three",
        "ศูนย์เก้า",
        "İ",
        "ß",
        "①②③",
        "１２３",
        "👍🏽",
        "1️⃣",
        "-",
        " ",
        ".",
        ",",
        "(",
        "[",
        "民國",
        "年",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
)


@given(text=TEXTS, country=COUNTRIES)
def test_places_are_those_of_the_text(text: str, country: str | None) -> None:
    facts = clawback.read_report(text, country=country, received=RECEIVED)
    for each in (*facts.amounts, *facts.times):
        assert text[each.start : each.end] == each.text != ""
    for one in facts.identifiers:
        assert 0 <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end] or (one.kind == "person_id" and one.value is None)
    assert all(each.begins < each.ends for each in facts.times)


@given(text=TEXTS, country=COUNTRIES)
def test_the_same_text_gives_the_same_facts(text: str, country: str | None) -> None:
    first, second = (clawback.read_report(text, country=country, received=RECEIVED) for _ in range(2))
    assert first.to_dict() == second.to_dict()


@given(text=TEXTS, country=COUNTRIES)
@example(
    text="200003零3零零零零", country=None
)  # a telephone whose digits are a company's, as its check says
def test_canonical_values_are_read_as_themselves(text: str, country: str | None) -> None:
    facts = clawback.read_report(text, country=country, received=RECEIVED)
    for each in facts.identifiers:
        if each.kind in ("phone", "email", "iban", "url", "ip", "uetr", "txhash") and each.value:
            again = clawback.read_report(f"tel {each.value} ", country=country, received=RECEIVED)
            assert (each.kind, each.value) in {(one.kind, one.value) for one in again.identifiers}


HOSTILE = [
    "1",
    "1 ",
    "12-",
    "a.",
    "a@",
    "a at b dot ",
    "一",
    "이",
    "((1",
    "+1 ",
    "a:",
    "hxxp://",
    "w w w . ",
    "微信::",
    "DE12 ",
    "11/11/",
    "2026-11-",
    "one two ",
    "ศูนย์",
    "$1 ",
    "million ",
    '"app ',
    "下载",
    "\u200b1",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_text_four_times_as_long_takes_no_sixteen_times(piece: str) -> None:
    def cost(size: int) -> float:
        text = (piece * size)[:size]
        before = process_time()
        clawback.read_report(text, country="GB", received=RECEIVED)
        return process_time() - before

    cost(500)
    short, long = min(cost(6_000) for _ in range(3)), min(cost(24_000) for _ in range(2))
    assert long < 9 * short
