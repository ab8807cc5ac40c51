"""The members' pages, as browsers of people with this and that role get them: the way of a case from page to page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clawback import clock
from tests.integration.server.pages_world import browser_of, sent, words_of
from tests.integration.server.world import drafted, in_case, make_world, placed, reported, transfer

pytestmark = pytest.mark.usefixtures("database")
HOUR = timedelta(hours=1)


def test_a_case_goes_from_draft_to_hold_to_release_on_its_pages() -> None:
    from clawback.server.casework.models import Hold, HoldRequest, Reduction

    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    analyst, approver, bank = (browser_of(world, each) for each in ("analyst", "approver", "responder"))
    assert "Next: draft · hold request" in words_of(analyst, f"/cases/{case.pk}/")
    form = words_of(analyst, f"/cases/{case.pk}/hold-request/")
    assert "may still be held: 1,000.00 EUR" in form
    said = {"account": f"{claim.creditor_account_id}-EUR", "basis": "hold", "how": "ask"}
    shown = sent(analyst, f"/cases/{case.pk}/hold-request/", **said, **{f"claim-{claim.pk}": "1,000.00"})
    assert "The request waits for an approver." in shown
    asked = HoldRequest.objects.get()
    assert "The request is with the agent." in sent(approver, f"/hold-requests/{asked.pk}/approve/")
    assert "Place the hold" in words_of(bank, "/inbox/")
    assert "The hold is placed." in sent(
        bank, f"/hold-requests/{asked.pk}/place/", amount="812.40", protected="100"
    )
    hold = Hold.objects.get()
    assert (hold.placed, hold.protected) == (81_240, 10_000)
    page = words_of(approver, f"/holds/{hold.pk}/")
    for each in (
        "812.40 EUR",
        "− protected and taken off by the agent 100.00",
        "87.60",
        "Invented law of the demo, art. 1",
    ):
        assert each in page
    assert "It is let go." in sent(
        approver, f"/holds/{hold.pk}/release/", amount="12.40", reason="value given"
    )
    release = Reduction.objects.get()
    assert "The money is free" in words_of(bank, "/inbox/")
    assert "The release is confirmed." in sent(
        bank, f"/holds/{hold.pk}/releases/{release.pk}/confirm/", next="inbox"
    )
    hold.refresh_from_db()
    assert (hold.in_force, hold.released) == (80_000, 1_240)


def test_sent_at_once_is_confirmed_by_an_approver() -> None:
    from clawback.server.casework.models import HoldRequest

    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    said = {
        "account": f"{claim.creditor_account_id}-EUR",
        "basis": "hold",
        "how": "at-once",
        f"claim-{claim.pk}": "50",
    }
    sent(browser_of(world, "analyst"), f"/cases/{case.pk}/hold-request/", **said)
    asked = HoldRequest.objects.get()
    assert (asked.state, asked.emergency, asked.amount) == ("sent", True, 5_000)
    approver = browser_of(world, "approver")
    assert "It lapses unless an approver confirms it" in words_of(approver, f"/hold-requests/{asked.pk}/")
    assert "The request is confirmed." in sent(approver, f"/hold-requests/{asked.pk}/confirm/")


def test_the_law_refuses_with_its_article_and_no_draft_stays() -> None:
    from clawback.server.casework.models import HoldRequest

    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    analyst = browser_of(world, "analyst")
    said = {
        "account": f"{claim.creditor_account_id}-EUR",
        "basis": "quiet-hold",
        "how": "at-once",
        f"claim-{claim.pk}": "50",
    }
    english = sent(analyst, f"/cases/{case.pk}/hold-request/", **said)
    assert "no emergency rule" in english
    assert "Invented law of the demo, art. 3" in english
    analyst.post("/language/setlang/", {"language": "zh-hans", "next": "/"})
    chinese = sent(analyst, f"/cases/{case.pk}/hold-request/", **said)
    assert "该依据没有紧急规则" in chinese
    assert "art. 3" in chinese
    assert not HoldRequest.objects.exists()


def test_a_form_that_is_refused_keeps_what_was_typed() -> None:
    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    analyst = browser_of(world, "analyst")
    said = {"account": f"{claim.creditor_account_id}-EUR", "basis": "hold", f"claim-{claim.pk}": "1000.01"}
    answer = analyst.post(f"/cases/{case.pk}/hold-request/", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="1000.01"' in page
    assert "The most is 1000.00." in page


def test_an_agent_refuses_with_a_reason() -> None:
    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    from clawback.server.casework.requesting import approve_request

    asked = approve_request(
        world.act("approver", clock.now()), drafted(world, case, claim, at=clock.now()).pk
    )
    bank = browser_of(world, "responder")
    answer = bank.post(f"/hold-requests/{asked.pk}/refuse/", {"reason": "other", "words": ""})
    assert (answer.status_code, "Say the reason in words." in answer.content.decode()) == (422, True)
    assert "The request is refused." in sent(bank, f"/hold-requests/{asked.pk}/refuse/", reason="no-funds")
    assert "there are no funds" in words_of(browser_of(world, "analyst"), f"/hold-requests/{asked.pk}/")


def test_an_agent_sees_its_own_part_and_nothing_else() -> None:
    from clawback.server.casework.requesting import approve_request

    world = make_world()
    at = clock.now()
    case, (first, second) = in_case(
        world, transfer(100_000, creditor="C1"), transfer(77_700, creditor="X9-SECRET"), at=at
    )
    hold = placed(world, case, first, 90_000, at=at)
    asked = approve_request(world.act("approver", at), drafted(world, case, second, at=at).pk)
    bank = browser_of(world, "responder")
    pages = [
        "/",
        "/inbox/",
        f"/hold-requests/{hold.request_id}/",
        f"/holds/{hold.pk}/",
        f"/hold-requests/{asked.pk}/",
    ]
    for path in pages:
        words = words_of(bank, path)
        for hidden in (
            "A. Victim",
            "sure gain",
            "Sure gain",
            "@example.org",
            *(world.people[each].name for each in ("analyst", "approver")),
        ):
            assert (path, hidden, hidden in words) == (path, hidden, False)
    assert "X9SECRET" not in words_of(bank, f"/holds/{hold.pk}/")
    other = browser_of(world, "other responder")
    for path in (f"/hold-requests/{asked.pk}/", f"/holds/{hold.pk}/", f"/cases/{case.pk}/", "/cases/"):
        status = other.get(path).status_code
        assert (path, status) == (path, 404 if path != "/cases/" else 200)
    evidence = words_of(other, f"/claims/{first.pk}/")
    assert "A transfer to confirm" in evidence
    for hidden in ("Held for it", "Sure gain", "900.00", "A. Victim"):
        assert hidden not in evidence
    assert "The transfer is confirmed." in sent(other, f"/claims/{first.pk}/evidence/", next="inbox")


def test_a_claim_is_confirmed_and_rejected() -> None:
    world = make_world()
    (claim,) = reported(world, at=clock.now())
    intake = browser_of(world, "intake")
    assert "Confirm the facts" in words_of(intake, f"/claims/{claim.pk}/")
    assert "The claim is confirmed." in sent(intake, f"/claims/{claim.pk}/confirm/")
    answer = intake.post(f"/claims/{claim.pk}/reject/", {"reason": ""})
    assert answer.status_code == 422
    assert "The claim is rejected" in sent(intake, f"/claims/{claim.pk}/reject/", reason="regret")
    assert words_of(browser_of(world, "responder"), f"/claims/{claim.pk}/", 404)


def test_what_one_may_not_see_is_not_there() -> None:
    world = make_world()
    at = clock.now()
    case, (claim,) = in_case(world, at=at)
    hold = placed(world, case, claim, at=at)
    paths = [
        f"/cases/{case.pk}/",
        f"/holds/{hold.pk}/",
        f"/hold-requests/{hold.request_id}/",
        f"/claims/{claim.pk}/",
        "/journal/",
        "/inbox/",
        "/search/",
    ]
    seen = {
        person: [path for path in paths if browser_of(world, person).get(path).status_code == 200]
        for person in ("analyst", "approver", "auditor", "administrator", "responder")
    }
    assert seen["analyst"] == [*paths[:4], "/search/"]
    assert seen["approver"] == [*paths[:4], "/journal/", "/search/"]
    assert seen["auditor"] == [*paths[:3], paths[3], "/journal/"]
    assert seen["administrator"] == []
    assert seen["responder"] == [*paths[1:3], "/inbox/"]


def test_every_waiting_row_leads_somewhere() -> None:
    from clawback.server.casework.releasing import release_hold
    from clawback.server.casework.waiting import waiting_for
    from clawback.server.pages.addresses import address_of

    world = make_world()
    at = clock.now()
    case, (first, second) = in_case(world, transfer(), transfer(5_000, creditor="C2"), at=at)
    hold = placed(world, case, first, at=at)
    release_hold(world.act("approver", at), hold.pk, 100, "too much")
    drafted(world, case, second, at=at)
    reported(world, transfer(7_000, creditor="C3"), at=at)
    kinds = set()
    for person in world.people.values():
        for row in waiting_for(person.facts(at)):
            kinds.add(row.kind)
            assert (row.kind, address_of(row.kind, row.number) != "") == (row.kind, True)
    assert kinds >= {"hold request", "release", "claim", "evidence"}


def test_another_member_is_assigned_on_the_page() -> None:
    world = make_world()
    case, _claims = in_case(world, at=clock.now())
    analyst = browser_of(world, "analyst")
    sent(analyst, f"/cases/{case.pk}/assign/", member=world.people["intake"].pk)
    assert case.assignments.filter(member=world.people["intake"]).exists()
    refused = sent(analyst, f"/cases/{case.pk}/assign/", member=world.people["responder"].pk)
    assert "only a member of the case's own organisation" in refused.lower().replace("&#x27;", "'")


def test_the_demo_goes_to_the_next_clock() -> None:
    from clawback.server.casework.models import Hold
    from clawback.server.clocks.time import ahead

    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    hold = placed(world, case, claim, at=clock.now())
    analyst = browser_of(world, "analyst")
    assert analyst.get("/demo-clock/").status_code == 405
    shown = sent(analyst, "/demo-clock/", by="next", next=f"/holds/{hold.pk}/")
    assert "One clock ran out." in shown
    assert Hold.objects.get().state == "ended"
    assert timedelta(hours=47) < ahead() < timedelta(hours=49)
    assert "No clock is running." in sent(analyst, "/demo-clock/", by="next", next="//evil.example/")


def test_pages_for_what_goes_wrong_speak_both_languages() -> None:
    world = make_world()
    analyst = browser_of(world, "analyst")
    assert "There is nothing here for you" in words_of(analyst, "/cases/999/", 404)
    assert "This page was open too long" in _without_token(world)
    analyst.post("/language/setlang/", {"language": "zh-hans", "next": "/"})
    assert "这里没有您可查看的内容" in words_of(analyst, "/nothing/at/all", 404)


def _without_token(world: object) -> str:
    from django.test import Client

    browser = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    return browser.post("/sign-in/", {"member": 1}).content.decode()


def test_a_fault_of_ours_has_a_page_that_needs_no_database() -> None:
    from django.test import RequestFactory
    from django.utils import translation

    from clawback.server.pages.errors import our_fault

    with translation.override("en"):
        answer = our_fault(RequestFactory().get("/"))
    assert (answer.status_code, "A fault of ours" in answer.content.decode()) == (500, True)


def test_a_page_weighs_less_than_100_kilobytes_with_all_that_it_loads() -> None:
    import re
    from pathlib import Path

    from django.contrib.staticfiles import finders

    world = make_world()
    at = clock.now()
    case, (claim,) = in_case(world, at=at)
    hold = placed(world, case, claim, at=at)
    auditor = browser_of(world, "auditor")
    pages = ["/", "/cases/", f"/cases/{case.pk}/", f"/holds/{hold.pk}/", f"/claims/{claim.pk}/", "/journal/"]
    for path in pages:
        text = auditor.get(path).content.decode()
        loaded = re.findall(r'(?:href|src)="/static/([^"]+[.](?:css|js))"', text)
        sizes = [Path(str(finders.find(each))).stat().st_size for each in loaded]
        assert (path, sum(sizes) + len(text.encode()) < 100_000) == (path, True)
        assert "clawback/clawback.css" in loaded
