"""What may cross a border, and what never does, both ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clawback.federation.guard import Crossing, check

GOOD = Crossing(
    asks="hold",
    offence="investment",
    here="Economic Crime and Corporate Transparency Act 2023, s. 188",
    there="Police Force Act, s. 1",
    amount="5000.00",
    since="2026-11-01T00:00:00Z",
    until="2026-12-01T00:00:00Z",
    words="The credit of 3 November at 10:14 came from the victim's account. Please hold what is left of it.",
)
CROSSES = [
    GOOD,
    replace(GOOD, asks="statement", words=""),
    replace(GOOD, asks="return", offence="romance"),
    replace(GOOD, asks="recall", words="A race against time: the transfer settled an hour ago."),
    replace(GOOD, words="A family emergency scam: the caller said that he was her son."),
    replace(GOOD, words="A travel agency that is none sold flights to families."),
    replace(GOOD, words="骗子冒充家人，谎称急需医药费。"),
    replace(GOOD, words="가족을 사칭한 사기입니다. 남은 금액을 지급정지해 주십시오."),
    replace(GOOD, asks="parts", words="受害人于11月3日汇出，请止付余额。"),
    replace(GOOD, words="The victim was told to send the money to a safe account at the trace company."),
]
NEVER = [
    (replace(GOOD, asks="arrest"), "person"),
    (replace(GOOD, asks="extradition"), "person"),
    (replace(GOOD, offence="tax"), "fraud"),
    (replace(GOOD, offence="sedition"), "fraud"),
    (replace(GOOD, here=""), "basis"),
    (replace(GOOD, there=""), "basis"),
    (replace(GOOD, amount=""), "facts"),
    (replace(GOOD, until=""), "facts"),
    (replace(GOOD, words="The account funds political activists."), "political"),
    (replace(GOOD, words="El titular es un disidente."), "político|political"),
    (replace(GOOD, words="该账户用于颠覆国家政权。"), "political"),
    (replace(GOOD, words="The holder is a deserter from the army."), "military"),
    (replace(GOOD, words="Money of a religious congregation."), "religious"),
    (replace(GOOD, words="资助邪教"), "religious"),
    (replace(GOOD, words="All holders of that ETHNIC group."), "racial"),
    (replace(GOOD, words="Tell us the holder's whereabouts."), "about a person"),
    (replace(GOOD, words="Send us his passport and travel record."), "about a person"),
    (replace(GOOD, words="Please persuade to return."), "about a person"),
    (replace(GOOD, words="Give us the address of his family."), "about a person"),
    (replace(GOOD, words="예금주의 행방을 알려 주십시오."), "about a person"),
    (replace(GOOD, words="Xin cho biết tung tích của chủ tài khoản."), "about a person"),
    (replace(GOOD, words="반체제 인사의 계좌입니다."), "political"),
    (replace(GOOD, words="口座名義人の居場所を教えてください。"), "about a person"),
    (replace(GOOD, words="खाताधारक का ठिकाना बताइए।"), "about a person"),
    (replace(GOOD, words="请告知其家人住址并协助劝返"), "about a person"),
    (replace(GOOD, words="ｗｈｅｒｅａｂｏｕｔｓ of the holder"), "about a person"),
]


@pytest.mark.parametrize("crossing", CROSSES)
def test_money_and_the_record_of_it_may_cross(crossing: Crossing) -> None:
    assert check(crossing) is None


@pytest.mark.parametrize(("crossing", "why"), NEVER)
def test_what_never_crosses_is_refused_with_reason_and_article(crossing: Crossing, why: str) -> None:
    found = check(crossing)
    assert found is not None
    assert "art." in found.article or "guard" in found.article
    articles = {"person": "Clawback", "fraud": "fraud", "basis": "law", "facts": "amount and dates"}
    if why in articles:
        assert articles[why] in found.article
    else:
        assert any(each in str(found) for each in why.split("|"))


def test_the_character_of_a_request_is_refused_by_interpol_s_article_3() -> None:
    found = check(replace(GOOD, words="a protest of dissidents"))
    assert found is not None
    assert found.article.startswith("INTERPOL Constitution, art. 3")
