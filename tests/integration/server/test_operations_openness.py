"""Who sees which values of an operation in plain, and that looking at it is written down."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.integration.server.pages_world import browser_of, words_of
from tests.integration.server.world import NOON, World, make_world
from tests.integration.server.world_operations import PHONES, SITES, confirmed, followed, story
from tests.integration.server.world_people import act_of, member

if TYPE_CHECKING:
    from clawback.server.casework.models import Report

pytestmark = pytest.mark.usefixtures("database")
ALL = ("sure-gain.example", "other-gain.example", "+447700900123", "+447700900456")


def staged(world: World) -> list[Report]:
    """One operation of four reports: two of the analyst's case name a site and a number, two of the second analyst's
    another site and the same number."""
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.linking import link_report
    from clawback.server.casework.opening import open_case

    text = "The number and the story were all the same, " + story(PHONES[0])
    reports = [confirmed(world, text=f"{text} Also {SITES[place // 2]}.") for place in range(4)]
    for place, person in ((0, "analyst"), (2, "second analyst")):
        for each in reports[place : place + 2]:
            confirm_claim(world.act("analyst"), each.claims.get().pk)
        case = open_case(world.act(person), reports[place].pk, f"Case of the {person}")
        link_report(world.act(person), reports[place + 1].pk, case.pk)
    followed()
    return reports


def shown(world: World, person: str) -> set[str]:
    page = words_of(browser_of(world, person), "/operations/1/")
    return {each for each in ALL if each in page}


def test_values_of_cases_that_one_does_not_work_are_masked() -> None:
    world = make_world()
    staged(world)
    assert shown(world, "analyst") == {"sure-gain.example", "+447700900123"}
    assert shown(world, "second analyst") == {"other-gain.example", "+447700900123"}
    assert shown(world, "intake") == set()
    assert shown(world, "auditor") == {"sure-gain.example", "other-gain.example", "+447700900123"}
    page = browser_of(world, "intake").get("/operations/1/").content.decode()
    assert "…0123" in page
    assert "ask to be assigned" in words_of(browser_of(world, "intake"), "/operations/1/")
    assert "Masked" not in words_of(browser_of(world, "auditor"), "/operations/1/")


def test_a_report_of_no_case_is_open_to_those_who_may_open_its_story() -> None:
    world = make_world()
    for _ in range(2):
        confirmed(world, PHONES[0], SITES[0])
    followed()
    for person in ("analyst", "intake"):
        assert shown(world, person) == {"sure-gain.example", "+447700900123"}
    assert shown(world, "auditor") == set()


def test_broken_glass_unmasks_for_its_day() -> None:
    from clawback.server.casework.insiders.glass import break_glass
    from clawback.server.casework.models import Operation
    from clawback.server.casework.operations.masking import open_to
    from clawback.server.casework.operations.overview import reports_of

    world = make_world()
    staged(world)
    reports = reports_of(Operation.objects.get())
    stranger = member(world.centre, "analyst")
    facts = stranger.facts(NOON)
    assert open_to(facts, reports) == frozenset()
    break_glass(act_of(stranger), 1, "a hold of it ends tonight")
    assert open_to(facts, reports) == {reports[0].pk, reports[1].pk}


def test_the_words_of_a_cut_are_for_those_who_work_one_of_the_two() -> None:
    from clawback.server.casework.operations.cutting import part_reports

    world = make_world()
    reports = staged(world)
    part_reports(world.act("analyst"), 1, reports[0].pk, reports[1].pk, "Hired out to Ada")
    assert "Ada" in words_of(browser_of(world, "analyst"), "/operations/1/")
    for person in ("second analyst", "intake"):
        assert "Ada" not in words_of(browser_of(world, person), "/operations/1/")


def test_a_masked_value_keeps_four_characters_and_its_agent() -> None:
    from clawback.server.casework.operations.masking import masked

    assert masked("+447700900123") == "…0123"
    assert masked("12345678901 · North Bank") == "…8901 · North Bank"
    assert masked("@lucy") == "…"


def test_looking_is_written_down_once_in_ten_minutes() -> None:
    from clawback.server.casework.insiders.opened import opened
    from clawback.server.casework.models import Opening, Operation
    from clawback.server.record.models import EntryRow

    world = make_world()
    staged(world)
    operation = Operation.objects.get()
    for minutes in (0, 9, 10):
        opened(act_of(world.people["analyst"], NOON + timedelta(minutes=minutes)), operation, None)
    opened(world.act("intake"), operation, None)
    rows = Opening.objects.filter(kind="operation", subject=operation.pk)
    analyst, intake = world.people["analyst"].pk, world.people["intake"].pk
    assert list(rows.order_by("pk").values_list("member", flat=True)) == [analyst, analyst, intake]
    entries = EntryRow.objects.filter(subject=f"operation/{operation.pk}", verb="see")
    assert entries.count() == 3


def test_pages_write_down_that_they_were_opened() -> None:
    from clawback.server.casework.models import Opening
    from clawback.server.casework.timeline import decided_about

    world = make_world()
    reports = staged(world)
    browser = browser_of(world, "analyst")
    for path in ("/operations/1/", "/operations/1/", "/cases/1/"):
        assert browser.get(path).status_code == 200
    browser.post(f"/reports/{reports[0].pk}/story/")
    assert browser.get("/cases/2/").status_code == 404
    rows = Opening.objects.order_by("pk").values_list("kind", "subject", "case", "member")
    analyst = world.people["analyst"].pk
    assert list(rows) == [
        ("operation", 1, None, analyst),
        ("case", 1, 1, analyst),
        ("story", reports[0].pk, 1, analyst),
    ]
    said = words_of(browser_of(world, "auditor"), "/openings/")
    assert re.search(r"operation 1\b", said)
    for name in ("operation/1", "case/1"):
        assert "see" not in {each.verb for each in decided_about([name])}, "who looked decided nothing"
