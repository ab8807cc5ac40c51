"""Whose a number is where somebody is quoted, and in Thai, which sets no marks: hard cases both ways."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import clawback

RECEIVED = datetime(2026, 11, 24, 9, tzinfo=UTC)


def roles(text: str, country: str) -> list[str]:
    found = clawback.read_report(text, country, RECEIVED).identifiers
    return [each.role for each in found if each.kind in ("phone", "account", "card")]


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("GB", 'He texted: "this is my new number +44 7700 900456, save it".'),
        ("GB", "Hi mum, this is my new number +44 7700 900456"),
        ("GB", "The message said 'Dad I dropped my phone, my new number is 07700 900456'"),
        ("GB", 'She wrote "my account is 12345678 sort code 12-34-56"'),
        ("GB", "I asked who it was. They said “hello, it's me, my number is 07700 900456”."),
        ("ES", "Me escribió diciendo: mamá este es mi nuevo número 612 345 678"),
        ("BR", "Oi mãe, esse é meu novo número (11) 98765-4321, salva aí"),
        ("CN", "短信说：妈，我换号了，这是我的新号码13800138000，先别打电话"),
        ("CN", "对方回复：“我的卡号是6222029458073021579，电话13800138000”"),
    ],
)
def test_my_in_the_mouth_of_the_other_side_is_the_other_side_s(country: str, text: str) -> None:
    assert set(roles(text, country)) == {"other"}


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("GB", "I changed phones, my new number is 07700 900123"),
        ("GB", "You can reach me on my new number 07700 900123"),
        ("GB", 'I told him "my number is 07700 900123" and he called at once.'),
        ("GB", 'They said "you won". My number is 07700 900123.'),
        ("GB", "It's my mum's savings, my number is 07700 900123"),
        ("GB", "Mum lost 900 pounds. My number is 07700 900123."),
        ("CN", "我的新号码是13800138000，请打这个联系我"),
        ("CN", "他说“你中奖了”。我的电话13800138000。"),
        ("ES", "Mi número es 612 345 678; me dijo que era del banco."),
        ("TH", "ผู้เสียหายชื่อสมหญิง ใจดี เบอร์โทร 081-234-5678"),
        ("TH", "ผู้แจ้งชื่อนางสมหญิงโทร 0812345678"),
        ("TH", "ชื่อผู้เสียหาย สมหญิง เบอร์ 0812345678"),
        ("TH", "เบอร์ของฉัน0812345678"),
    ],
)
def test_my_in_the_report_s_own_words_is_the_victim_s(country: str, text: str) -> None:
    assert roles(text, country) == ["victim"]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("ผู้เสียหายเบอร์0812345678ได้รับสายจาก0898765432", ["victim", "other"]),
        ("ผู้เสียหายชื่อสมหญิงถูกหลอกให้โอนเข้าบัญชี 1234567890", ["other"]),
        ("ผู้เสียหายชื่อสมหญิง คนร้ายโทรมาจากเบอร์ 0898765432", ["other"]),
        ("เลขบัญชีของผู้เสียหาย กสิกร 1234567890", ["unknown"]),
    ],
)
def test_thai_labels_reach_no_further_than_their_fields(text: str, whose: list[str]) -> None:
    assert roles(text, "TH") == whose


def test_what_nobody_is_said_to_have_said_is_nobody_s_yet() -> None:
    assert roles('On the slip: "my number 07700 900456".', "GB") == ["unknown"]


@pytest.mark.parametrize(
    ("country", "text", "whose"),
    [
        ("GB", '"Mum, my new number is 07911 123456", he wrote to me.', "other"),
        ("GB", '"This is my new number 07911 123456," she texted.', "other"),
        ("GB", '"My account is 12345678 sort code 20-45-53", I told him.', "victim"),
        ("GB", '"my number is 07911 123456", I said to the caller', "victim"),
        ("ES", '"Mi número nuevo es 611 555 042", me escribió.', "other"),
        ("ES", "«Mi teléfono es 611 555 042», le dije.", "victim"),
        ("BR", '"Meu número novo é (11) 98555-0177", disse ele.', "other"),
        ("CN", "“我的新号码是13145550927”，他发短信说。", "other"),
        ("CN", "“我的卡号是6217132624214695381”，我跟他说。", "victim"),
        ("JP", "「私の番号は090-5555-0143」と言われた。", "other"),
        ("JP", "「私の口座は普通 2345678です」と私が伝えた。", "victim"),
        ("KR", '"제 번호는 010-5555-0143"라고 문자가 왔어요', "other"),
        ("VN", '"Số của tôi là 0905550143", nó nhắn.', "other"),
        ("IN", '"mera naya number 98555 01437 hai", usne likha.', "other"),
        ("GB", "My number is 07911 123456, he wrote to me on it.", "victim"),
        ("GB", 'The form says "my number is 07911 123456". He never called.', "other"),
        ("GB", '"my number 07700 900456" and then he said nothing.', "unknown"),
    ],
)
def test_who_spoke_may_be_named_behind_the_quotation(country: str, text: str, whose: str) -> None:
    assert set(roles(text, country)) == {whose}
