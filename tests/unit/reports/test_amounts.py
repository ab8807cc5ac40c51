"""Amounts as each language writes them."""

from __future__ import annotations

import pytest

from clawback.identifiers.view import View
from clawback.reports.amounts import find_amounts

WRITTEN = [
    ("zh", "CN", "转了3万2千", "32000.00 CNY"),
    ("zh", "CN", "壹拾贰万叁仟元整", "123000.00 CNY"),
    ("zh", "CN", "两百块", "200.00 CNY"),
    ("zh", "CN", "¥12万", "120000.00 CNY"),
    ("zh", "CN", "1万5", "15000.00 CNY"),
    ("zh", "CN", "一万零五百元", "10500.00 CNY"),
    ("zh", "CN", "九十九元八角", "99.80 CNY"),
    ("zh", "CN", "充了3000U", "3000.000000 USDT"),
    ("zh", "TW", "1萬8800元", "18800.00 TWD"),
    ("en", "IN", "lost 1.5 lakh", "150000.00 INR"),
    ("en", "IN", "Rs 1,50,000", "150000.00 INR"),
    ("hi", "IN", "2 crore", "20000000.00 INR"),
    ("hi", "IN", "बीस लाख रुपये", "2000000.00 INR"),
    ("vi", "VN", "15tr5", "15500000 VND"),
    ("vi", "VN", "500k", "500000 VND"),
    ("vi", "VN", "2 tỷ", "2000000000 VND"),
    ("vi", "VN", "mười hai triệu đồng", "12000000 VND"),
    ("id", "ID", "1,5 juta", "1500000.00 IDR"),
    ("id", "ID", "500rb", "500000.00 IDR"),
    ("ms", "MY", "RM 3k", "3000.00 MYR"),
    ("th", "TH", "สี่หมื่นห้าพันบาท", "45000.00 THB"),
    ("th", "TH", "๑๒,๕๐๐ บาท", "12500.00 THB"),
    ("es", "ES", "2.400,50 euros", "2400.50 EUR"),
    ("es", "MX", "$4,999.00 MXN", "4999.00 MXN"),
    ("es", "MX", "18 mil 500 pesos", "18500.00 MXN"),
    ("es", "AR", "$1.200.000", "1200000.00 ARS"),
    ("pt", "BR", "R$ 2.350,00", "2350.00 BRL"),
    ("pt", "BR", "quinze mil reais", "15000.00 BRL"),
    ("en", "US", "$4.5 million", "4500000.00 USD"),
    ("en", "SG", "S$2k", "2000.00 SGD"),
    ("en", "GB", "fifteen hundred quid", "1500.00 GBP"),
    ("ja", "JP", "49万8,200円", "498200 JPY"),
    ("ko", "KR", "1억 2천만원", "120000000 KRW"),
    ("th", "TH", "โอน แสนสอง", "120000.00 THB"),
    ("ms", "MY", "lapan belas ribu ringgit", "18000.00 MYR"),
    ("hi", "IN", "gyarah hazaar diye", "11000.00 INR"),
    ("es", "CO", "un millón quinientos", "1500000.00 COP"),
    ("pt", "BR", "mil e duzentos reais", "1200.00 BRL"),
    ("pt", "BR", "o seguro de 289,90", "289.90 BRL"),
    ("pt", "PT", "no valor de 14 620,00 €, pagos", "14620.00 EUR"),
    ("es", "ES", "pagué 3 250 € ayer", "3250.00 EUR"),
    ("pt", "BR", "mil cento e um reais e noventa centavos", "1101.90 BRL"),
    ("es", "MX", "mil doscientos pesos con cincuenta y cinco centavos", "1200.55 MXN"),
    ("en", "PH", "P850,000", "850000.00 PHP"),
]


@pytest.mark.parametrize(("language", "country", "text", "wanted"), WRITTEN)
def test_an_amount(language: str, country: str, text: str, wanted: str) -> None:
    found = list(find_amounts(View(text), language, "Hant" if country == "TW" else "Hans", country))
    assert [f"{each.amount} {each.currency}" for each in found] == [wanted]


def test_a_list_names_its_currency_once() -> None:
    found = find_amounts(View("depositei 300, 1.200 e cinco mil reais"), "pt", "", "BR")
    assert [each.amount for each in found] == ["300.00", "1200.00", "5000.00"]


def test_a_hotline_that_was_rung_is_no_amount() -> None:
    assert not list(find_amounts(View("我打了96110"), "zh", "Hans", "CN"))


def test_several_stay_several_and_a_total_is_marked() -> None:
    found = list(find_amounts(View("转了1200元、5800元，一共7000元"), "zh", "Hans", "CN"))
    assert [(each.amount, each.total) for each in found] == [
        ("1200.00", False),
        ("5800.00", False),
        ("7000.00", True),
    ]


@pytest.mark.parametrize("text", ["20% of it", "5 people", "3 days", "in 2026", "room 12"])
def test_a_number_that_is_no_money(text: str) -> None:
    assert list(find_amounts(View(text), "en", "", "GB")) == []
