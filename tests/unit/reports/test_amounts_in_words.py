"""Amounts that are spelled out: a number in words is the number in figures, in every language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from clawback.identifiers.view import View
from clawback.reports.amounts import find_amounts

SPELLED = {
    ("es", "MX", "perdí {} pesos"): [
        ("ciento ochenta", 180),
        ("mil doscientos cincuenta", 1_250),
        ("ochocientos cincuenta", 850),
        ("doce mil quinientos", 12_500),
        ("ciento veinte mil", 120_000),
        ("un millón doscientos mil", 1_200_000),
        ("treinta y cinco mil ochocientos", 35_800),
        ("dos mil trescientos cuarenta y cinco", 2_345),
        ("dos millones y medio", 2_500_000),
        ("medio millón", 500_000),
        ("mil y medio", 1_500),
        ("ciento cinco", 105),
    ],
    ("pt", "BR", "perdi {} reais"): [
        ("oitocentos e cinquenta", 850),
        ("cento e vinte", 120),
        ("mil e duzentos", 1_200),
        ("mil duzentos e cinquenta", 1_250),
        ("doze mil e quinhentos", 12_500),
        ("cento e vinte mil", 120_000),
        ("dois mil trezentos e quarenta e cinco", 2_345),
        ("um milhão e duzentos mil", 1_200_000),
        ("dois milhões e meio", 2_500_000),
        ("meio milhão", 500_000),
        ("novecentos e noventa e nove", 999),
    ],
    ("en", "GB", "I lost {} pounds"): [
        ("one hundred and fifty", 150),
        ("eight hundred fifty", 850),
        ("two thousand three hundred and forty-five", 2_345),
        ("twelve hundred", 1_200),
        ("one and a half thousand", 1_500),
        ("two and a half grand", 2_500),
        ("half a million", 500_000),
        ("twenty-two thousand", 22_000),
        ("one hundred twenty thousand", 120_000),
        ("three quarters of a million", 750_000),
        ("a hundred", 100),
        ("a thousand", 1_000),
        ("a couple of thousand", 2_000),
    ],
    ("id", "ID", "rugi {} rupiah"): [
        ("seratus lima puluh ribu", 150_000),
        ("dua setengah juta", 2_500_000),
        ("satu setengah juta", 1_500_000),
        ("setengah juta", 500_000),
        ("tujuh ratus lima puluh ribu", 750_000),
        ("dua juta lima ratus ribu", 2_500_000),
        ("seribu lima ratus", 1_500),
        ("seratus dua puluh lima ribu", 125_000),
        ("empat belas juta", 14_000_000),
        ("dua puluh lima juta", 25_000_000),
    ],
    ("ms", "MY", "rugi {} ringgit"): [
        ("seratus lima puluh", 150),
        ("dua ribu lima ratus", 2_500),
        ("seribu dua ratus", 1_200),
        ("lapan puluh lima ribu", 85_000),
        ("dua ratus lima puluh", 250),
        ("sepuluh ribu", 10_000),
        ("tiga ribu setengah", 3_500),
        ("seratus dua puluh ribu", 120_000),
    ],
    ("vi", "VN", "tôi mất {} đồng"): [
        ("hai mươi triệu", 20_000_000),
        ("sáu mươi mốt triệu rưỡi", 61_500_000),
        ("một trăm năm mươi nghìn", 150_000),
        ("hai triệu rưỡi", 2_500_000),
        ("một tỷ hai", 1_200_000_000),
        ("ba triệu năm", 3_500_000),
        ("mười lăm triệu", 15_000_000),
        ("mười hai triệu năm trăm nghìn", 12_500_000),
        ("trăm rưỡi nghìn", 150_000),
        ("năm trăm ngàn", 500_000),
        ("hai trăm linh năm nghìn", 205_000),
        ("hai mươi lăm triệu", 25_000_000),
    ],
    ("th", "TH", "เสียเงิน{}บาท"): [
        ("ห้าพัน", 5_000),
        ("สองแสนสอง", 220_000),
        ("หนึ่งหมื่นสองพันห้าร้อย", 12_500),
        ("สามร้อยเก้าสิบ", 390),
        ("สองล้านครึ่ง", 2_500_000),
        ("สองหมื่นครึ่ง", 25_000),
        ("แสนห้า", 150_000),
        ("ยี่สิบห้า", 25),
        ("สองพันเก้าร้อยเก้าสิบ", 2_990),
        ("ห้าหมื่นห้า", 55_000),
        ("หนึ่งแสนหนึ่งหมื่น", 110_000),
    ],
    ("hi", "IN", "मेरे {} रुपये गए"): [
        ("साढ़े नौ लाख", 950_000),
        ("सवा लाख", 125_000),
        ("सवा दो लाख", 225_000),
        ("पौने तीन लाख", 275_000),
        ("डेढ़ लाख", 150_000),
        ("ढाई हज़ार", 2_500),
        ("साढ़े चार सौ", 450),
        ("दो हज़ार पाँच सौ", 2_500),
        ("एक लाख पच्चीस हज़ार", 125_000),
        ("पैंतीस हज़ार", 35_000),
        ("दो लाख पैंसठ हज़ार चार सौ", 265_400),
    ],
    ("hi", "IN", "mere {} rupaye gaye"): [
        ("saade chaar hazaar", 4_500),
        ("sadhe teen lakh", 350_000),
        ("sava lakh", 125_000),
        ("paune do lakh", 175_000),
        ("dedh lakh", 150_000),
        ("dhai hazaar", 2_500),
        ("do hazaar paanch sau", 2_500),
        ("ek lakh pachees hazaar", 125_000),
    ],
    ("zh", "CN", "我被骗了{}元"): [
        ("十五万", 150_000),
        ("两万三千六", 23_600),
        ("一万零五百", 10_500),
        ("四千九百九十九", 4_999),
        ("三百五", 350),
        ("一百二十", 120),
        ("十二万八", 128_000),
        ("二十万", 200_000),
        ("一亿两千万", 120_000_000),
        ("壹拾贰万叁仟", 123_000),
        ("一百零五", 105),
        ("五千三", 5_300),
        ("一千零五十", 1_050),
    ],
    ("ja", "JP", "{}円を振り込みました"): [
        ("三百万", 3_000_000),
        ("百万", 1_000_000),
        ("二百五十万", 2_500_000),
        ("五万八千八百", 58_800),
        ("四十五万", 450_000),
        ("千五百", 1_500),
        ("一億二千万", 120_000_000),
        ("十二万八千", 128_000),
    ],
    ("ko", "KR", "{}원을 보냈습니다"): [
        ("천오백만", 15_000_000),
        ("오천만", 50_000_000),
        ("1억2천", 120_000_000),
        ("3억 5천", 350_000_000),
        ("이천만", 20_000_000),
        ("백오십만", 1_500_000),
        ("삼백이십만", 3_200_000),
        ("만오천", 15_000),
        ("1억 2천만", 120_000_000),
        ("구십팔만", 980_000),
        ("2천5백만", 25_000_000),
        ("일억 반", 150_000_000),
    ],
}


@pytest.mark.parametrize(("language", "country", "told"), SPELLED)
def test_a_number_in_words(language: str, country: str, told: str) -> None:
    cases = SPELLED[language, country, told]
    read = [list(find_amounts(View(told.format(words)), language, "Hans", country)) for words, _ in cases]
    assert [[Decimal(each.amount) for each in found] for found in read] == [
        [Decimal(value)] for _, value in cases
    ]


@pytest.mark.parametrize(
    ("language", "country", "text", "wanted"),
    [
        ("en", "GB", "I paid 500 half upfront and half later", ["500.00"]),
        ("en", "GB", "paid half, £500, then sent another 300", ["500.00", "300.00"]),
        ("pt", "BR", "paguei meia entrada de R$ 30", ["30.00"]),
        ("zh", "CN", "十分后悔，先转了十五万，又要5200", ["150000.00", "5200.00"]),
        ("zh", "CN", "扣了四千九百九十九块九毛九", ["4999.99"]),
        ("ja", "JP", "電話は〇九〇、五千円払いました", ["5000"]),
        ("es", "CO", "falta completar 1'200.000 para retirar", ["1200000.00"]),
        ("th", "TH", "รายได้วันละ 700", ["700.00"]),
        ("id", "ID", "bayar 75.000 dapat 2.000 diamond", ["75000.00"]),
        ("id", "ID", "setor 1,2 M hasil jual tanah 50 m dari jalan", ["1200000000.00"]),
        ("th", "TH", "ครั้งที่สอง แสนห้า", ["150000.00"]),
        ("ko", "KR", "1억 3천이라고 나오고 2천 더 넣었음", ["130000000", "20000000"]),
        ("ko", "KR", "사백만이라고 했고 3천원 냈음", ["4000000", "3000"]),
        ("vi", "VN", "5 phút sau bay 23.900.000", ["23900000"]),
        ("en", "IN", "all gone, 2,94,999", ["294999.00"]),
        ("en", "GB", "from 103.145.126.200, case 1,234,567-89", []),
    ],
)
def test_what_stands_beside_a_number(language: str, country: str, text: str, wanted: list[str]) -> None:
    assert [each.amount for each in find_amounts(View(text), language, "Hans", country)] == wanted
