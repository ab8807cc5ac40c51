"""The pages of operations: what they say, to whom, and what a form does."""

from __future__ import annotations

import re

import pytest

from tests.integration.server.pages_world import browser_of, sent, words_of
from tests.integration.server.world import World, make_world
from tests.integration.server.world_operations import PHONES, SITES, confirmed, followed, told

pytestmark = pytest.mark.usefixtures("database")


def staged(world: World) -> tuple[int, int]:
    """Two reports of two cases, of which the second analyst works the second alone."""
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.opening import open_case

    reports = [confirmed(world, PHONES[0], SITES[0]) for _ in range(2)]
    for report, person in zip(reports, ("analyst", "second analyst"), strict=True):
        confirm_claim(world.act("analyst"), report.claims.get().pk)
        open_case(world.act(person), report.pk, f"A case of the {person}")
    followed()
    return reports[0].pk, reports[1].pk


def test_it_says_why_how_much_and_who_knows() -> None:
    world = make_world()
    one, other = staged(world)
    browser = browser_of(world, "second analyst")
    listed = words_of(browser, "/operations/")
    assert "No aim yet" in listed
    said = words_of(browser, "/operations/1/")
    for text in (
        f"Report {one} and report {other}",
        "Both name the telephone number +447700900123; no other report does.",
        "Both name the web domain sure-gain.example; no other report does.",
        "The two stay apart.",
        "2,000.00",
        "shared with nobody",
        "100 %",
        "proposed by linking",
    ):
        assert text in said
    page = browser.get("/operations/1/").content.decode()
    assert re.search(r"<desc[^>]*>2 reports in order of time, joined by 1 link\. Report", page)


def test_cases_of_others_stand_by_their_number_alone() -> None:
    world = make_world()
    staged(world)
    said = words_of(browser_of(world, "second analyst"), "/operations/1/")
    assert "A case of the second analyst" in said
    assert "A case of the analyst" not in said
    assert "you do not work it: ask to be assigned" in said


def test_those_who_may_not_see_one_find_none() -> None:
    world = make_world()
    staged(world)
    for person, status in (
        *(("intake", 200), ("auditor", 200)),
        *(("approver", 404), ("reviewer", 404), ("administrator", 404), ("responder", 404)),
    ):
        assert (person, browser_of(world, person).get("/operations/1/").status_code) == (person, status)
        assert browser_of(world, person).get("/operations/").status_code == status
    assert "Cut this link" not in words_of(browser_of(world, "intake"), "/operations/1/")
    assert browser_of(world, "analyst").get("/operations/99/").status_code == 404


def test_an_analyst_cuts_and_takes_it_back_looks_and_takes_up() -> None:
    from clawback.server.casework.models import Cut

    world = make_world()
    one, other = staged(world)
    third = confirmed(world, PHONES[0], SITES[0])
    followed()
    browser = browser_of(world, "analyst")
    refused = browser.post("/operations/1/part/", {"one": one, "other": other, "reason": " "})
    assert refused.status_code == 422
    assert " open>" in refused.content.decode()
    told = sent(browser, "/operations/1/part/", one=one, other=other, reason="Hired out to many")
    assert "the two stay apart" in told
    assert "found anew within seconds" in told
    followed()
    there = f"/operations/{third.in_operation.operation_id}/"
    said = words_of(browser, there)
    assert "Hired out to many" in said
    assert f"Report {one} and report {other}" in said
    assert "Taken back" in sent(browser, f"{there}rejoin/", cut=Cut.objects.get().pk)
    followed()
    links = re.findall(r'name="link" value="(\d+)"', browser.get(there).content.decode())
    assert links
    sent(browser, f"{there}note/", link=links)
    assert "nobody looked at" not in words_of(browser, there)
    assert "Close the numbers" in sent(browser, f"{there}take-up/", aim="Close the numbers")
    assert "taken up" in words_of(browser, "/operations/")


def test_a_case_shows_its_likely_links_to_those_who_see_operations() -> None:
    world = make_world()
    one, other = staged(world)
    said = words_of(browser_of(world, "analyst"), "/cases/1/")
    assert f"Report {one} and report {other}" in said
    assert "C-2" in said
    assert "OP-1" in said


def test_it_is_whole_in_chinese() -> None:
    world = make_world()
    staged(world)
    browser = browser_of(world, "analyst")
    browser.cookies["django_language"] = "zh-hans"
    said = words_of(browser, "/operations/1/")
    assert "两份报案都提到电话号码 +447700900123；没有其他报案如此。" in said
    assert "两者不再串并。" in said


def test_a_report_says_of_which_operation_it_is_and_why() -> None:
    world = make_world()
    one, other = staged(world)
    alone, untold = confirmed(world, "https://nobody-else.example/"), told(world, PHONES[1])
    followed()
    said = words_of(browser_of(world, "analyst"), f"/reports/{one}/")
    assert "OP-1" in said
    assert f"With report {other} C-2" in said
    assert "Both name the telephone number +447700900123; no other report does." in said
    masked = words_of(browser_of(world, "intake"), f"/reports/{one}/")
    assert "telephone number …0123" in masked
    assert "+447700900123" not in masked
    browser = browser_of(world, "analyst")
    assert "nothing that a person confirmed of it links" in words_of(browser, f"/reports/{alone.pk}/")
    assert "nobody confirmed what the other side used" in words_of(browser, f"/reports/{untold.pk}/")
    assert "OP-1" not in words_of(browser_of(world, "approver"), f"/reports/{one}/")
    browser.cookies["django_language"] = "zh-hans"
    assert "未归入任何串并案" in words_of(browser, f"/reports/{alone.pk}/")
