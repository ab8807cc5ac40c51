"""The language of short texts, in each script."""

from __future__ import annotations

import pytest

from clawback.identifiers.view import View
from clawback.reports.language import Language, language_of


@pytest.mark.parametrize(
    ("text", "country", "wanted"),
    [
        ("我被骗了三万元", None, Language("zh", "Hans")),
        ("我被騙了三萬元，匯款到這個帳戶", None, Language("zh", "Hant")),
        ("He took my money and left", None, Language("en")),
        ("Me llamaron del banco y me pidieron dinero", None, Language("es")),
        ("Ligaram do banco e pediram dinheiro, não recebi", None, Language("pt")),
        ("Tôi bị lừa chuyển tiền", None, Language("vi")),
        ("ฉันโดนหลอกโอนเงิน", None, Language("th")),
        ("Saya ditipu, uang sudah dikirim karena disuruh", "ID", Language("id")),
        ("Saya kena tipu, duit dah hilang dari akaun", "MY", Language("ms")),
        ("मेरे खाते से पैसे निकल गए", None, Language("hi", "Deva")),
        ("mere account se paise nikal gaye aur usne phone band kar diya", "IN", Language("hi", "Latn")),
        ("電話で騙されてお金を振り込みました", None, Language("ja")),
        ("전화를 받고 돈을 보냈습니다", None, Language("ko")),
        ("看这个网站https://a-very-long-address.example.com/with/a/path", None, Language("zh", "Hans")),
    ],
)
def test_the_language(text: str, country: str | None, wanted: Language) -> None:
    assert language_of(View(text), country) == wanted
