"""Search: exact, with a reason, written down, one's own organisation's, and not too often."""

from __future__ import annotations

import pytest

from clawback import clock
from tests.integration.server.pages_world import browser_of, sent, words_of
from tests.integration.server.world import NOON, in_case, make_world, transfer
from tests.integration.server.world_operations import PHONES, SITES, accept_facts, told

pytestmark = pytest.mark.usefixtures("database")


def test_an_exact_number_finds_its_cases_and_a_part_finds_nothing() -> None:
    from clawback.server.casework.models import Search
    from clawback.server.casework.searching import search

    world = make_world()
    case, (claim,) = in_case(world, transfer(creditor="DE77 0001"))
    act = world.act("intake")
    for sought in ("DE77 0001", "de770001", "north:DE770001", f"C-{case.pk}", f"L-{claim.pk}", "D1"):
        assert (sought, search(act, sought, "a caller asks").cases) == (sought, [case])
    for sought in ("DE77", "DE7700011", "south:DE770001", "C-999", "R-1", "H-1", "C-99999999999999999999"):
        assert (sought, search(act, sought, "a caller asks").cases) == (sought, [])
    row = Search.objects.order_by("pk").first()
    assert row is not None
    assert (row.member_id, row.reason, row.found) == (world.people["intake"].pk, "a caller asks", 1)
    assert "DE77" not in row.sought


def test_what_a_report_names_of_the_other_side_finds_its_case_once_somebody_confirmed_it() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.opening import open_case
    from clawback.server.casework.searching import search

    world = make_world()
    report = told(world, PHONES[0], SITES[0], "@sure_gain_vip on Telegram")
    for claim in report.claims.all():
        confirm_claim(world.act("analyst"), claim.pk)
    case = open_case(world.act("analyst"), report.pk, "A sure gain")
    page = f"https://sure-gain.example/{'v' * 80}"
    soughts = ("+44 7700 900123", "+447700900123", "sure-gain.example", SITES[0], page)
    act = world.act("intake")
    assert [search(act, sought, "a caller asks").cases for sought in soughts] == [[]] * 5
    accept_facts(world, report)
    assert [search(act, sought, "a caller asks").cases for sought in soughts] == [[case]] * 5
    for sought in (
        "07700 90012",
        "gain.example",
        PHONES[1],
        "word 07700 900123",
    ):
        assert (sought, search(act, sought, "a caller asks").cases) == (sought, [])


def test_a_uetr_finds_its_case() -> None:
    from clawback.server.casework.searching import search

    world = make_world()
    uetr = "eb6305c9-1f7f-49de-aed0-16487c27b42d"
    case, _claims = in_case(world, transfer(uetr=uetr))
    assert search(world.act("intake"), uetr.upper(), "a caller asks").cases == [case]
    assert search(world.act("intake"), uetr[:-1], "a caller asks").cases == []


def test_without_a_reason_or_a_case_of_ones_own_nothing_is_searched() -> None:
    from clawback.server.casework.models import Search
    from clawback.server.casework.refusals import FactsWrong
    from clawback.server.casework.searching import search
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    case, _claims = in_case(world)
    with pytest.raises(FactsWrong, match="reason"):
        search(world.act("analyst"), "C1", "  a  ")
    with pytest.raises(FactsWrong, match="no case"):
        search(world.act("intake"), "C1", "", case.pk)
    with pytest.raises(NotAllowed):
        search(world.act("responder"), "C1", "a caller asks")
    assert not Search.objects.exists()
    assert search(world.act("analyst"), "C1", "", case.pk).cases == [case]


def test_after_thirty_searches_one_waits() -> None:
    from clawback.server.casework.refusals import TooManyTries
    from clawback.server.casework.searching import search

    world = make_world()
    for number in range(30):
        search(world.act("analyst"), f"C-{number + 1}", "a caller asks")
    with pytest.raises(TooManyTries):
        search(world.act("analyst"), "C-1", "a caller asks")
    assert search(world.act("second analyst"), "C-1", "a caller asks").cases == []
    from datetime import timedelta

    assert search(world.act("analyst", NOON + timedelta(minutes=11)), "C-1", "a caller asks").cases == []


def test_the_page_tells_of_a_case_that_one_does_not_work_by_its_number_alone() -> None:
    world = make_world()
    case, _claims = in_case(world, at=clock.now())
    intake = browser_of(world, "intake")
    assert "By an exact identifier only" in words_of(intake, "/search/")
    shown = sent(intake, "/search/", sought="C1", reason="a caller asks")
    assert f"C-{case.pk}" in shown
    assert "you do not work it" in shown
    assert "Sure gain" not in shown
    assert "Sure gain" in sent(browser_of(world, "analyst"), "/search/", sought="C1", case=case.pk)
    answer = intake.post("/search/", {"sought": "C1"})
    assert (answer.status_code, 'value="C1"' in answer.content.decode()) == (422, True)
