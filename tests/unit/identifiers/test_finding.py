"""Each kind in its canonical form, evasive writing, and what is no identifier."""

from __future__ import annotations

import pytest

from clawback.identifiers.finding import find
from clawback.identifiers.reading import Reading
from clawback.identifiers.view import View
from clawback.reports.ocr import doubted
from clawback.reports.read import read_report

BITCOIN, TRON = "16X69Tw6oXib7xdYgXXoSsWNGkck3ptwcG", "TGbuF2ycU7TcL8fKoycTvW7Tpxum6f71DW"
MIXED = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"

FOUND = {
    "grouped": ("zh", "CN", "电话 138-0013-8000", ("phone", "+8613800138000")),
    "full width": ("zh", "CN", "手机１３８００１３８０００", ("phone", "+8613800138000")),
    "spelled in Chinese": ("zh", "CN", "他说号码是幺三八零零幺三八零零零", ("phone", "+8613800138000")),
    "spelled in Spanish": ("es", "ES", "seis uno dos tres cuatro cinco seis siete ocho", ("phone", "+34612345678")),
    "spelled in English": ("en", "GB", "oh seven seven double oh nine oh oh one two three", ("phone", "+447700900123")),
    "spelled in Korean": ("ko", "KR", "공일공-일이삼사-오육칠팔", ("phone", "+821012345678")),
    "zero-width signs between": ("zh", "CN", "手机138\u200b0013\u200b8000", ("phone", "+8613800138000")),
    "of another country": ("zh", "CN", "打来的是+44 20 7946 0958", ("phone", "+442079460958")),
    "defanged": ("en", "GB", "see hxxps://Bad-Site[.]example[.]com/Pay?x=1#top", ("url", "https://bad-site.example.com/Pay?x=1")),
    "ideographic dot": ("zh", "CN", "网址www.jin-ding。com，", ("url", "http://www.jin-ding.com/")),
    "spaced": ("zh", "CN", "w w w . jin-ding . com", ("url", "http://www.jin-ding.com/")),
    "domain of a url": ("en", "GB", "http://a.b.shop-x.co.uk/", ("domain", "shop-x.co.uk")),
    "at and dot": ("en", "GB", "write to help (at) firm-x (dot) org", ("email", "help@firm-x.org")),
    "arroba and punto": ("es", "MX", "ana.soto arroba gmail punto com", ("email", "ana.soto@gmail.com")),
    "IPv6": ("en", "GB", "from 2001:0DB8::0001 today", ("ip", "2001:db8::1")),
    "IBAN": ("en", "DE", "to DE79 4006 9226 5966 6376 76.", ("iban", "DE79400692265966637676")),
    "card": ("zh", "CN", "卡号6222 0294 5807 3021 579", ("card", "6222029458073021579")),
    "sort code": ("en", "GB", "sort code 123456, account 12345678", ("account", "GB:SORT:123456-12345678")),
    "routing number": ("en", "US", "routing 021000021, account 483920175", ("account", "US:ABA:021000021-483920175")),
    "IFSC": ("en", "IN", "A/c no 50100123456789 IFSC HDFC0001234", ("account", "IN:IFSC:HDFC0001234-50100123456789")),
    "UPI": ("en", "IN", "paid to Ram.K@okaxis", ("account", "IN:UPI:ram.k@okaxis")),
    "PIX by CPF": ("pt", "BR", "chave pix 485.545.652-74", ("account", "BR:PIX:48554565274")),
    "CLABE": ("es", "MX", "CLABE 0021 8000 7532 9261 20", ("account", "MX:CLABE:002180007532926120")),
    "PromptPay": ("th", "TH", "พร้อมเพย์ 089-876-5432", ("account", "TH:PROMPTPAY:+66898765432")),
    "QQ spelled": ("zh", "CN", "客服扣扣，三三九零零一七七四五", ("handle", "qq:3390017745")),
    "WhatsApp named after": ("en", "GB", "07700 900871 on WhatsApp", ("handle", "whatsapp:+447700900871")),
    "WhatsApp some words before": ("vi", "VN", "Whatsapp ông ấy +12025550133", ("handle", "whatsapp:+12025550133")),
    "a name in a service's clause": ("ko", "KR", "인스타로 안 남자, dr.alex_us", ("handle", "instagram:dr.alex_us")),
    "agency and account": ("pt", "BR", "ag 0445 c/c 77120-3", ("account", "BR:BANK:0445-771203")),
    "Japan Post": ("ja", "JP", "記号12340 番号12345671", ("account", "JP:BANK:12340-12345671")),
    "PIX by CNPJ": ("pt", "BR", "na chave 50.813.927/0001-19", ("account", "BR:PIX:50813927000119")),
    "BSB": ("en", "AU", "BSB 062-000 account 10293847", ("account", "AU:BSB:062000-10293847")),
    "wallet by telephone": ("pt", "PT", "por MB Way para 935 550 188", ("phone", "+351935550188")),
    "Vietnamese account": ("vi", "VN", "STK 19031234567012 Techcombank", ("account", "VN:BANK:19031234567012")),
    "Bitcoin": ("en", "US", f"to {BITCOIN}", ("crypto", f"BTC:{BITCOIN}")),
    "Tron": ("zh", "CN", f"{TRON}地址", ("crypto", f"TRON:{TRON}")),
    "EIP-55": ("en", "US", MIXED, ("crypto", f"ETH:{MIXED.lower()}")),
    "hash": ("en", "US", "tx " + "AB" * 32, ("txhash", "ab" * 32)),
    "UETR": ("en", "US", "97ED4827-7b6f-4491-a06f-b548d5a7512d", ("uetr", "97ed4827-7b6f-4491-a06f-b548d5a7512d")),
    "handle by cue": ("zh", "CN", "加薇信：Abc_123", ("handle", "wechat:abc_123")),
    "handle by link": ("en", "US", "t.me/Some_Agent", ("handle", "telegram:some_agent")),
    "handle by nearest service": ("ms", "MY", "Telegram agen: @agent_nora", ("handle", "telegram:agent_nora")),
    "telephone of a handle": ("en", "US", "wa.me/6287812345678", ("phone", "+6287812345678")),
    "PayNow of a company": ("en", "SG", "PayNow to UEN 53412345K", ("account", "SG:PAYNOW:53412345K")),
    "company of a PayNow key": ("en", "SG", "PayNow to UEN 53412345K", ("company", "SG:UEN:53412345K")),
    "CIF at home": ("es", "ES", "la empresa B12345674", ("company", "ES:CIF:B12345674")),
    "CIF after its word": ("fr", "FR", "son CIF B12345674", ("company", "ES:CIF:B12345674")),
    "company": ("zh", "CN", "信用代码91440300MA5GAYJ9YC", ("company", "CN:USCC:91440300MA5GAYJ9YC")),
    "package": ("en", "US", "install com.example.Fast_Loan now", ("app", "com.example.fast_loan")),
    "person": ("zh", "CN", "身份证110105199001018509", ("person_id", None)),
}  # fmt: skip

NOTHING = {
    "order number": ("zh", "CN", "订单号13800138000123"),
    "order number that looks like a telephone": ("zh", "CN", "订单编号：13800138000"),
    "tracking number": ("en", "GB", "tracking number 07700900123"),
    "hotline": ("zh", "CN", "打了96110和110"),
    "bank's own number": ("zh", "CN", "致电95588"),
    "toll-free number": ("en", "IN", "nobody answers 1800 425 3800"),
    "one-time code": ("es", "MX", "me pidió el código 493021"),
    "mixed case that fails EIP-55": ("en", "US", "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
    "end of a sentence": ("en", "GB", "I paid the man.He left. In May he came"),
    "file": ("en", "GB", "see invoice.pdf and photo.jpg"),
    "Litecoin address with a wrong sign": ("en", "US", "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n8"),
    "CIF of no Spanish text": ("fr", "FR", "B12345674"),
    "public site by itself": ("en", "GB", "I saw it on facebook.com"),
    "version": ("en", "GB", "version 1.2.3.4"),
}


def found(language: str, country: str, text: str) -> set[tuple[str, str | None]]:
    return {(each.kind, each.value) for each in find(Reading(View(text), language, country))}


@pytest.mark.parametrize("case", FOUND)
def test_is_found(case: str) -> None:
    language, country, text, wanted = FOUND[case]
    assert wanted in found(language, country, text)


@pytest.mark.parametrize("case", NOTHING)
def test_is_no_identifier(case: str) -> None:
    assert found(*NOTHING[case]) == set()


def test_a_person_s_number_is_masked() -> None:
    (each,) = find(Reading(View("CPF 485.545.652-74"), "pt", "BR"))
    assert (each.value, each.text) == (None, "***.***.***-**")


@pytest.mark.parametrize(
    ("language", "country", "text"),
    [
        ("en", "SG", "My NRIC is S1234567D"),
        ("en", "SG", "PayNow to S1234567D"),
        ("en", "GB", "on his form stood S1234567D"),
        ("en", "SG", "my NRIC S 1234567 A"),
        ("es", "ES", "su documento de Singapur es S1234567D"),
        ("zh", "CN", "身份证110105199001010071"),
        ("id", "ID", "NPWP 08.178.554.2-123.213"),
        ("es", "MX", "RFC GOMC800101AB1"),
        ("en", "SG", "12345678Z"),
    ],
)
def test_a_person_s_number_is_no_company_s(language: str, country: str, text: str) -> None:
    assert found(language, country, text) == {("person_id", None)}


def test_an_address_without_checksum_says_no_more_than_its_form() -> None:
    (alike,) = find(Reading(View(MIXED.lower()), "en", "US"))
    (checked,) = find(Reading(View(MIXED), "en", "US"))
    assert (alike.because, checked.because) == (
        "the form of an address of ETH",
        "an address of ETH whose form and checksum hold",
    )
    facts = doubted(read_report(f"{MIXED.lower()} {MIXED}"))
    assert [each.certain for each in facts.identifiers] == [False, True]


def test_an_account_without_an_agent_is_not_certain() -> None:
    text = "tài khoản 19031234567012"
    (alone,) = find(Reading(View(text), "vi", "VN"))
    (named,) = find(Reading(View(text + " Techcombank"), "vi", "VN"))
    assert (alone.certain, alone.agent) == (False, None)
    assert (named.certain, named.agent) == (True, "VTCBVNVX")


@pytest.mark.parametrize(
    ("language", "country", "text", "role"),
    [
        ("zh", "CN", "我的手机13912345678", "victim"),
        ("en", "GB", "my number is 07700 900123", "victim"),
        ("id", "ID", "HP saya 081398765432", "victim"),
        ("zh", "CN", "对方手机13912345678", "other"),
        ("en", "GB", "I moved my money to the account, he called from 07700 900123", "other"),
        ("es", "ES", "[20/11/26, 18:05] Marcos: mi número es 622334455", "other"),
        ("es", "ES", "[20/11/26, 18:05] Yo: mi número es 622334455", "victim"),
        ("zh", "CN", "报案人：李明，住朝阳区，联系电话：13912345678", "victim"),
        ("zh", "CN", "报案人：李明，嫌疑人电话：13912345678", "other"),
        ("zh", "CN", "报案人李明接到电话13912345678", "other"),
        ("en", "GB", "Victim's phone: 07700 900123", "victim"),
        ("en", "SG", "Complainant: John Tan, HP 91234567", "victim"),
        ("en", "GB", "My name is Ann Lee, tel 07700 900123", "victim"),
        ("en", "GB", "he said my name is Ann Lee, tel 07700 900123", "unknown"),
        ("en", "GB", "Victim: Ann\nHappened: he rang her\nPhone: 07700 900123", "other"),
        ("en", "GB", "Victim: Ann\nAccount: sort code 12-34-56, account 12345678", "unknown"),
        ("en", "GB", "The victim received a call from 07700 900123", "other"),
        ("es", "MX", "mi cuenta de Bancomer, CLABE 032180000118359719", "victim"),
        ("es", "MX", "de mi cuenta a la CLABE 032180000118359719", "other"),
        ("es", "MX", "Denunciante: Ana Soto, teléfono 55 4433 2211", "victim"),
        ("es", "ES", "teléfono de la víctima: 622 33 44 55", "victim"),
        ("pt", "BR", "Vítima: Ana Souza, celular 11 91234-5678", "victim"),
        ("vi", "VN", "Nạn nhân: Trần Văn A, SĐT 0912345678", "victim"),
        ("th", "TH", "เบอร์ผู้เสียหาย 0861112233", "victim"),
        ("th", "TH", "ผู้เสียหาย: สมชาย โทร 0861112233", "unknown"),
        ("id", "ID", "nomor HP korban: 081398765432", "victim"),
        ("ms", "MY", "Pengadu: Ali, no tel 019-8765432", "victim"),
        ("hi", "IN", "शिकायतकर्ता: राम कुमार, मोबाइल 9811122233", "victim"),
        ("ja", "JP", "届出人：山田、電話番号 080-1234-5678", "victim"),
        ("ko", "KR", "신고인: 김철수, 연락처 010-9999-8888", "victim"),
    ],
)
def test_whose_it_is(language: str, country: str, text: str, role: str) -> None:
    assert [each.role for each in find(Reading(View(text), language, country))] == [role]


def test_a_domain_is_whose_the_address_is() -> None:
    roles = {
        each.kind: each.role for each in find(Reading(View("my e-mail is ann@lee-family.org"), "en", "GB"))
    }
    assert roles == {"email": "victim", "domain": "victim"}


def test_the_place_is_that_of_the_text_as_given() -> None:
    text = "手机\u200b１３８\u200b００１３８０００!"
    (each,) = find(Reading(View(text), "zh", "CN"))
    assert text[each.start : each.end] == each.text == "１３８\u200b００１３８０００"
