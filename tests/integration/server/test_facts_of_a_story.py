"""What is read in a story is proposed in it, and a person says of each fact whether it is right."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.integration.server.world import make_world, transfer
from tests.integration.server.world_portal import browser

if TYPE_CHECKING:
    from django.test import Client

    from clawback.server.casework.models import Report
    from tests.integration.server.world import World

pytestmark = pytest.mark.usefixtures("database")

_numbers = count(1)

STORY = (
    "A man wrote to me on Telegram as @sure_gain_teacher and showed me https://golden-gains.example/join . "
    "On 20 November I paid £1,250.00. My own number is +44 7700 900123, his is +44 7700 900456. "
    "He <b>promised</b> ten per cent a week."
)


def story_told(world: World, story: str = STORY) -> Report:
    """A report with the story, as an officer takes it."""
    from clawback.server.casework.reporting import report
    from clawback.server.casework.told import Told

    said = Told(
        channel="telephone",
        language="en",
        name="A. Victim",
        contact=f"victim-{next(_numbers)}@example.org",
        story=story,
        transfers=(transfer(),),
    )
    return report(world.act("intake"), world.centre, said).report


def signed_in(world: World, person: str) -> Client:
    client = browser()
    client.post("/sign-in/", {"member": world.people[person].pk})
    return client


def keys_of(report: Report) -> dict[str, str]:
    from clawback.server.casework.facts.reading import facts_in, proposed_in

    return {f"{each.kind} {each.value}": each.key for each in proposed_in(facts_in(report, STORY))}


def test_facts_are_marked_in_the_story_and_what_is_markup_stays_text() -> None:
    world = make_world()
    report = story_told(world)
    client = signed_in(world, "analyst")
    closed = client.get(f"/reports/{report.pk}/").content.decode()
    assert "sure_gain_teacher" not in closed
    page = client.post(f"/reports/{report.pk}/story/").content.decode()
    assert "<mark>https://golden-gains.example/join<sup>" in page
    assert "&lt;b&gt;promised&lt;/b&gt;" in page
    assert "+447700900456" in page


def test_what_is_accepted_links_reports_and_what_is_the_victims_does_not() -> None:
    from clawback.server.casework.victims.duplicates import linked_by_identifiers

    world = make_world()
    first, second = story_told(world), story_told(world)
    client = signed_in(world, "intake")
    for report in (first, second):
        keys = keys_of(report)
        chosen = {
            f"{keys['handle telegram:sure_gain_teacher']}-said": "accepted",
            f"{keys['handle telegram:sure_gain_teacher']}-role": "other",
            f"{keys['phone +447700900123']}-said": "accepted",
            f"{keys['phone +447700900123']}-role": "victim",
        }
        answer = client.post(f"/reports/{report.pk}/facts/", chosen)
        assert answer.status_code == 302
    assert [each.kind for each in first.identifiers.all()] == ["handle"]
    assert linked_by_identifiers(second) == [first.pk]


def test_what_is_not_said_whose_it_is_says_so_and_links_nothing() -> None:
    world = make_world()
    report = story_told(world, "Complainant: Ann Lee, account: sort code 12-34-56, account 12345678")
    client = signed_in(world, "analyst")
    page = client.post(f"/reports/{report.pk}/story/").content.decode()
    assert "links nothing until you say whose it is" in page
    assert '<option value="unknown" selected>' in page
    key = page.split('-role"')[0].rsplit('"', 1)[1]
    assert (
        signed_in(world, "intake")
        .post(f"/reports/{report.pk}/facts/", {f"{key}-said": "accepted"})
        .status_code
        == 302
    )
    assert (report.facts.count(), report.identifiers.count()) == (1, 0)


def test_a_correction_is_read_in_its_place_or_refused_with_nothing_kept() -> None:
    from clawback.server.casework.victims.reading import identifiers_of

    world = make_world()
    report = story_told(world)
    client = signed_in(world, "intake")
    keys = keys_of(report)
    phone, handle = keys["phone +447700900456"], keys["handle telegram:sure_gain_teacher"]
    both = {f"{phone}-said": "corrected", f"{phone}-value": "no number at all", f"{handle}-said": "accepted"}
    refused = client.post(f"/reports/{report.pk}/facts/", both)
    assert refused.status_code == 422
    assert "no number at all" in refused.content.decode()
    assert report.facts.count() == report.identifiers.count() == 0
    better = {f"{phone}-said": "corrected", f"{phone}-value": "+44 7700 900457", f"{phone}-role": "other"}
    assert client.post(f"/reports/{report.pk}/facts/", better).status_code == 302
    assert identifiers_of(report) == [("phone", "+447700900457")]
    again = client.post(f"/reports/{report.pk}/facts/", better)
    assert again.status_code == 422, "what was decided is not decided anew"
    assert report.facts.count() == 1


def test_what_is_not_read_in_the_story_is_not_kept() -> None:
    world = make_world()
    report = story_told(world)
    client = signed_in(world, "intake")
    for posted in ({"phone-0-said": "accepted"}, {"-said": "accepted"}, {"person_id-3-said": "accepted"}):
        assert client.post(f"/reports/{report.pk}/facts/", posted).status_code == 422
    empty = client.post(f"/reports/{report.pk}/facts/", {"phone-0-said": "perhaps"})
    assert empty.status_code == 302
    assert report.facts.count() == 0


def test_only_those_who_confirm_claims_and_open_stories_say_what_is_right() -> None:
    world = make_world()
    report = story_told(world)
    key = keys_of(report)["phone +447700900456"]
    for person in ("responder", "administrator", "reviewer", "auditor", "approver"):
        answer = signed_in(world, person).post(f"/reports/{report.pk}/facts/", {f"{key}-said": "accepted"})
        assert answer.status_code in (302, 404)
        assert report.facts.count() == 0


def test_how_well_stories_are_read_outlives_a_report_and_says_nothing_of_it() -> None:
    from clawback.server.casework.facts.measuring import measured

    world = make_world()
    report = story_told(world)
    keys = keys_of(report)
    posted = {
        f"{keys['phone +447700900456']}-said": "accepted",
        f"{keys['phone +447700900123']}-said": "rejected",
    }
    client = signed_in(world, "intake")
    client.post(f"/reports/{report.pk}/facts/", posted)
    (row,) = measured(report.organisation_id)
    assert (row.kind, row.language, row.accepted, row.rejected, row.right) == ("phone", "en", 1, 1, 50)
    page = client.get("/reports/read/").content.decode()
    assert "50 %" in page
    assert "900456" not in page


def test_the_journal_says_how_many_and_never_which() -> None:
    from clawback.server.record.models import EntryRow

    world = make_world()
    report = story_told(world)
    key = keys_of(report)["phone +447700900456"]
    signed_in(world, "intake").post(f"/reports/{report.pk}/facts/", {f"{key}-said": "accepted"})
    entries = EntryRow.objects.filter(subject=f"report/{report.pk}", verb="confirm")
    assert entries.count() == 1
    assert not any("900456" in str(vars(each)) for each in EntryRow.objects.all())
