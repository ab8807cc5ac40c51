"""The model of kinds of scam: as new as its data, and blind to who and where."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import clawback
from clawback.reports.kinds import KINDS, kinds_of
from tools import train_kinds

RECEIVED = datetime(2026, 11, 24, tzinfo=UTC)
STORIES = {
    "en": "{name} from {place} said he was a police officer and there was a warrant. I paid to a safe account.",
    "zh": "{place}的{name}打电话说是警察，说我的账户涉嫌洗钱，让我把钱转到安全账户。",
    "es": "{name}, de {place}, me vendió una bicicleta usada por internet, pagué y nunca llegó.",
    "pt": "{name}, de {place}, me vendeu um celular usado pela internet, paguei e nunca chegou.",
    "vi": "{name} ở {place} nói làm nhiệm vụ bấm like có hoa hồng, phải nạp tiền trước rồi không rút được.",
    "th": "{name} จาก {place} ชวนลงทุนหุ้นในกลุ่มไลน์ กำไรดี แต่ถอนเงินไม่ได้ต้องจ่ายภาษี",
    "id": "{name} dari {place} kenal di aplikasi kencan, bilang sayang, minta uang tiket dan biaya paket bea cukai.",
    "ms": "{name} dari {place} meluluskan pinjaman dalam talian tetapi kena bayar insurans dahulu.",
    "hi": "{place} के {name} ने लोन मंज़ूर बताया लेकिन पहले बीमा और फाइल चार्ज माँगा, लोन नहीं आया।",
    "ja": "{place}の{name}という警察官から電話があり、口座が資金洗浄に使われたと言われお金を移しました。",
    "ko": "{place}의 {name}라는 검사가 전화해 계좌가 대포통장으로 쓰였다며 돈을 옮기라고 했습니다.",
}
SCRIPTS = {"zh": "han", "ja": "han", "th": "thai", "hi": "devanagari", "ko": "hangul"}
PEOPLE = {
    "latin": [
        ("Okafor", "Lagos"),
        ("Nguyễn Thị Lan", "Hà Nội"),
        ("Ivan Petrov", "Moscow"),
        ("Mohammed Al-Farsi", "Dubai"),
        ("Li Wei", "Beijing"),
        ("John Smith", "Leeds"),
        ("Señora Pérez", "Bogotá"),
        ("Siti Aminah", "Medan"),
    ],
    "han": [("王建国", "沈阳"), ("欧阳娜", "乌鲁木齐"), ("田中", "仙台"), ("穆罕默德", "拉各斯")],
    "thai": [("ปรีชา", "เชียงใหม่"), ("นูร์", "ปัตตานี"), ("อีวาน", "มอสโก"), ("หลี่เหว่ย", "คุนหมิง")],
    "devanagari": [("रमेश यादव", "पटना"), ("फ़ातिमा", "कराची"), ("जॉन", "लागोस"), ("ली वेई", "शंघाई")],
    "hangul": [("김민수", "대구"), ("응우옌", "하노이"), ("이반", "모스크바"), ("무함마드", "두바이")],
}


def test_the_model_is_not_older_than_what_it_is_learned_from() -> None:
    from clawback.reports.kinds import _model

    assert _model()["made_from"] == train_kinds.made_from(), "run make kinds"


def test_probabilities_are_ordered_and_sum_to_no_more_than_one() -> None:
    found = kinds_of("police arrest warrant money laundering")
    assert [each.p for each in found] == sorted((each.p for each in found), reverse=True)
    assert sum(each.p for each in found) <= 1.001
    assert {each.type for each in found} <= set(KINDS)


def test_who_knows_nothing_is_not_sure() -> None:
    assert kinds_of("")[0].p < 0.5


@pytest.mark.parametrize("language", list(STORIES))
def test_another_name_and_place_change_nothing(language: str) -> None:
    said = [
        clawback.read_report(STORIES[language].format(name=name, place=place), None, RECEIVED).scam_types[0]
        for name, place in PEOPLE[SCRIPTS.get(language, "latin")]
    ]
    assert len({each.type for each in said}) == 1
    assert max(each.p for each in said) - min(each.p for each in said) < 0.02


def test_no_name_of_a_country_is_a_word_of_the_model() -> None:
    from clawback.reports.kinds import _model

    words = set(_model()["words"])
    assert not words & {"nigeria", "india", "china", "vietnam", "中国", "英国", "日本", "한국", "ไทย", "भारत"}
