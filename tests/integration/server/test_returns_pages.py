"""Pages of returns as a browser gets them: who sees them, each button, each file, both languages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from clawback import clock
from tests.integration.server.pages_world import words_of
from tests.integration.server.world import NOON, World
from tests.integration.server.world_ends import dismiss_all
from tests.integration.server.world_portal import WORD, browser, let_in
from tests.integration.server.world_returns import (
    LATER,
    Returns,
    drafted_plan,
    due_lines,
    made_ready,
    returns,
)

if TYPE_CHECKING:
    from clawback.server.casework.models import Plan, Report

pytestmark = pytest.mark.usefixtures("database")


def browser_of(world: World, person: str) -> Client:
    found = Client(headers={"host": "localhost"})
    found.post("/sign-in/", {"member": world.people[person].pk})
    return found


def test_a_plan_from_the_case_to_the_last_line() -> None:
    from clawback.server.casework.models import Plan, PlanLine

    made = returns((100_000, 50_000))
    pages = {name: browser_of(made.world, name) for name in ("analyst", "approver", "second approver")}
    drafted_plan(made)  # renews the hold
    plan = Plan.objects.get()
    address = f"/plans/{plan.pk}/"
    page = pages["analyst"].get(address).content.decode()
    assert "Every method side by side" in page
    assert "✓ as traced" in page
    assert page.count("1,000.00") >= 2
    assert "Make the plan known" in page
    assert pages["analyst"].post(address, {"do": "notice"}).status_code == 302
    Plan.objects.update(notice_until=clock.now() + timedelta(days=1))
    PlanLine.objects.filter(pk=plan.lines.order_by("-pk")[0].pk).update(state="contested")
    page = words_of(pages["approver"], address)
    assert "Contested ▲ 1 line" in page
    assert "It can be approved once the time for objections and late claims is over" in page
    assert "Approve the plan" not in page
    Plan.objects.update(notice_until=clock.now())
    PlanLine.objects.update(state="open")
    for name in ("approver", "second approver"):
        assert "Approve the plan" in pages[name].get(address).content.decode()
        pages[name].post(address, {"do": "approve"})
    assert Plan.objects.get().state == "approved"
    pages["analyst"].post(address, {"do": "pay"})
    agent = browser_of(made.world, "responder")
    page = agent.get("/due-lines/").content.decode()
    assert page.count("It was sent") == 2
    for form in ("pain.001", "pacs.008"):
        found = agent.get(f"{address}orders/{made.world.bank.pk}/{form}/")
        assert found.headers["content-type"] == "application/xml"
        assert b"A. Victim" in found.content
    first, second = plan.lines.order_by("pk")
    agent.post("/due-lines/", {"do": "send", "number": first.pk})
    agent.post("/due-lines/", {"do": "confirm", "number": first.pk})
    assert f"{first.claim} 0.00 EUR ✓ transfer confirmed" in words_of(
        pages["analyst"], f"/cases/{made.case.pk}/plans/"
    )
    agent.post("/due-lines/", {"do": "send", "number": second.pk})
    agent.post("/due-lines/", {"do": "bounce", "number": second.pk, "words": "account closed"})
    page = pages["analyst"].get(address).content.decode()
    assert "account closed" in page
    pages["analyst"].post(address, {"do": "pay again", "line": second.pk})
    agent.post("/due-lines/", {"do": "send", "number": second.pk})
    agent.post("/due-lines/", {"do": "confirm", "number": second.pk})
    assert Plan.objects.get().state == "paid"
    page = pages["approver"].get(f"/cases/{made.case.pk}/plans/").content.decode()
    assert "Still in the way of the end" in page
    assert "Close the case with these figures" not in page
    dismiss_all(made.world.act("approver", LATER), made.case)
    page = pages["approver"].get(f"/cases/{made.case.pk}/plans/").content.decode()
    assert "Close the case with these figures" in page
    pages["approver"].post(f"/cases/{made.case.pk}/close/")
    assert "Closed" in pages["approver"].get(f"/cases/{made.case.pk}/plans/").content.decode()


def test_what_is_refused_keeps_what_was_typed() -> None:
    made = returns()
    plan = drafted_plan(made)
    analyst = browser_of(made.world, "analyst")
    said = {"do": "withdraw", "reason": " "}
    assert "A withdrawal has a reason" in analyst.post(f"/plans/{plan.pk}/", said).content.decode()
    agent = browser_of(made.world, "other responder")
    said = {"do": "reimburse", "number": made.claims[0].pk, "amount": "12,x", "account": "OWN7", "proof": "p"}
    page = agent.post("/due-lines/", said).content.decode()
    assert "Write the amount in digits" in page
    said = {"do": "bring", "number": made.claims[0].pk, "amount": "10.00", "how": "reversal"}
    agent.post("/due-lines/", said)
    made.claims[0].refresh_from_db()
    assert made.claims[0].came_back == 1_000
    assert 'value="OWN7"' in page


def test_a_draft_from_its_form() -> None:
    from clawback.server.casework.models import Plan

    made = returns()
    analyst = browser_of(made.world, "analyst")
    address = f"/cases/{made.case.pk}/plans/"
    assert "No plan yet" in analyst.get(address).content.decode()
    said = {"basis": "return", "method": "pari-passu", "currency": "EUR"}
    assert analyst.post(address, {**said, "basis": "none"}).status_code == 404
    analyst.post(address, {**said, "method": "cn-2016-art-8"})
    assert not Plan.objects.exists()
    assert analyst.post(address, said).headers["location"] == f"/plans/{Plan.objects.get().pk}/"


def test_who_may_not_see_gets_nothing() -> None:
    made = returns()
    plan = drafted_plan(made)
    addresses = [f"/plans/{plan.pk}/", f"/cases/{made.case.pk}/plans/"]
    for person in ("responder", "other responder", "administrator"):
        browser = browser_of(made.world, person)
        assert {browser.get(each).status_code for each in addresses} == {404}
        assert browser.get(f"{addresses[0]}orders/{made.world.bank.pk}/pain.001/").status_code in (302, 404)
    stranger = Client(headers={"host": "localhost"})
    for each in [*addresses, "/due-lines/"]:
        assert stranger.get(each).headers["location"] == "/sign-in/"


def test_another_agent_s_lines_are_not_shown() -> None:
    made = returns()
    (line,) = due_lines(made)
    page = browser_of(made.world, "other responder").get("/due-lines/").content.decode()
    assert line.reference not in page
    assert line.reference in browser_of(made.world, "responder").get("/due-lines/").content.decode()


def test_an_agent_vouches_and_recalls() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from clawback.server.casework.models import Claim, Recall, Vouching
    from tests.unit.returning.test_iso20022 import money

    made = returns(ready=False)
    claim = made.claims[0]
    Claim.objects.filter(pk=claim.pk).update(
        settled_at=clock.now() - timedelta(days=1), uetr="8a562c67-ca16-48ba-b074-65581be6f001"
    )
    agent, analyst = browser_of(made.world, "other responder"), browser_of(made.world, "analyst")
    agent.post("/due-lines/", {"do": "vouch", "number": claim.pk})
    assert Vouching.objects.get().claim == claim
    found = analyst.post(f"/claims/{claim.pk}/recalls/")
    recall = Recall.objects.get()
    address = f"/recalls/{recall.pk}/"
    assert found.headers["location"] == address
    assert b"FIToFIPmtCxlReq" in agent.get(f"{address}camt-056/").content
    agent.post(address, {"do": "send"})
    wrong = agent.post(address, {"file": SimpleUploadedFile("a.xml", b"<a/>")}).content.decode()
    assert "neither a camt.029 nor a pacs.004" in wrong
    agent.post(address, {"file": SimpleUploadedFile("a.xml", money("700.00"))})
    assert Claim.objects.get(pk=claim.pk).came_back == 70_000
    assert "Came back" in analyst.get(address).content.decode()
    assert browser_of(made.world, "responder").get(address).status_code == 404


def test_another_account_step_by_step() -> None:
    from clawback.server.casework.models import AccountChange
    from tests.integration.server.test_another_account import first_contact

    made = returns()
    analyst = browser_of(made.world, "analyst")
    ask = f"/claims/{made.claims[0].pk}/account-changes/"
    assert "not an account number" in analyst.post(ask, {"agent": "north", "account": "-"}).content.decode()
    analyst.post(ask, {"agent": "north", "account": "NEW1"})
    address = f"/account-changes/{AccountChange.objects.get().pk}/"
    page = analyst.post(address, {"do": "identity", "contact": "thief@example.org"}).content.decode()
    assert "not given with the report" in page
    analyst.post(address, {"do": "identity", "contact": first_contact(made)})
    agent = browser_of(made.world, "responder")
    assert "A. Victim" not in agent.get(address).content.decode()
    assert "D1" not in words_of(agent, address), "another agent's account"
    assert "A. Victim" in agent.post(address, {"do": "show"}).content.decode()
    agent.post(address, {"do": "fits"})
    for name in ("approver", "second approver"):
        browser_of(made.world, name).post(address, {"do": "approve"})
    assert AccountChange.objects.get().state == "approved twice"
    analyst.post(address, {"do": "refuse", "reason": "the victim said no"})
    assert "the victim said no" in analyst.get(address).content.decode()


def test_home_says_what_waits() -> None:
    made = returns(ready=False)
    assert "Vouch for" in browser_of(made.world, "other responder").get("/").content.decode()
    made_ready(made.world, made.claims[0])
    plan = drafted_plan(made)
    home = words_of(browser_of(made.world, "analyst"), "/")
    assert f"plan {plan.pk} {made.case} 1,000.00 EUR" in home, "of which case the plan is"


def test_pages_speak_chinese() -> None:
    made = returns((100_000, 50_000))
    plan = drafted_plan(made)
    analyst = browser_of(made.world, "analyst")
    analyst.post("/language/setlang/", {"language": "zh-hans", "next": "/"})
    page = analyst.get(f"/plans/{plan.pk}/").content.decode()
    assert "各种分配方法对照" in page
    assert "公告方案" in page
    assert "返还方案" in analyst.get("/").content.decode()


def give_code(report: Report, code: str) -> None:
    from clawback.server.casework.sealing import digest, factor_digest

    report.code, report.second_factor = digest("report", code), factor_digest(report.pk, WORD)
    report.save(update_fields=["code", "second_factor"])


def erased_at_the_end(made: Returns, plan: Plan, report: Report) -> None:
    """The plan and its holds are over, the report is withdrawn and erased."""
    from clawback.server.casework.models import Hold
    from clawback.server.casework.releasing import release_hold
    from clawback.server.casework.returns.planning import withdraw_plan
    from clawback.server.casework.victims.erasing import erase_report

    withdraw_plan(made.world.act("analyst", LATER), plan.pk, "new facts")
    for hold in Hold.objects.filter(state="placed"):
        release_hold(made.world.act("approver", LATER), hold.pk, None, "new facts")
    report.state = "withdrawn"
    report.save(update_fields=["state"])
    erase_report(report.pk, made.world.act("intake", LATER))


def test_a_victim_contests_their_line_while_the_notice_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    from clawback.server.casework.models import Contest, Message, Opening, PlanLine
    from clawback.server.casework.refusals import FactsWrong, LineContested
    from clawback.server.casework.returns.noticing import notice_plan
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.contesting import contest_as_victim
    from clawback.server.record.models import EntryRow, OpeningRow

    made = returns((100_000, 50_000))
    plan = drafted_plan(made, "pari-passu")
    mine, other = (claim.report for claim in made.claims)
    code = "4000 0000 0000 0002"
    give_code(mine, code)
    first, second = plan.lines.order_by("pk")
    assert first.claim.report_id == mine.pk
    now = [NOON]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    victim = browser()
    assert "Object to it" not in let_in(victim, code, WORD), "nobody was told of the plan yet"
    notice_plan(made.world.act("analyst"), plan.pk)
    assert "Object to it" not in let_in(victim, code), "the second factor is needed"
    victim.post(f"/status/contest/{first.pk}/", {"text": "It is too little."})
    assert PlanLine.objects.get(pk=first.pk).state == "open"
    assert "You may object until" in let_in(victim, code, WORD)
    told = victim.post(f"/status/contest/{second.pk}/", {"text": "Not theirs."}, follow=True)
    assert "The time to object to this plan is over" in told.content.decode(), "another victim's line"
    victim.post(f"/status/contest/{first.pk}/", {"text": " "})
    told = victim.post(f"/status/contest/{first.pk}/", {"text": "My kiosk lost more."}, follow=True)
    assert "You object: a reviewer decides." in told.content.decode()
    assert "My kiosk lost more." in told.content.decode()
    assert [PlanLine.objects.get(pk=each.pk).state for each in (first, second)] == ["contested", "open"]
    reporter = act_of_reporter(mine, NOON)
    with pytest.raises(LineContested):
        contest_as_victim(reporter, mine.pk, first.pk, "Again.")
    made_of = Contest.objects.get()
    opened = b"".join(bytes(each) for each in OpeningRow.objects.values_list("value", flat=True) if each)
    assert b"kiosk" not in bytes(made_of.sealed) + opened

    reviewer, address = browser_of(made.world, "reviewer"), f"/plans/{plan.pk}/"
    shown = words_of(reviewer, address)
    assert "The victim objects" in shown
    assert "kiosk" not in shown
    read = {"do": "read", "contest": made_of.pk}
    assert "My kiosk lost more." in reviewer.post(address, read).content.decode()
    assert Opening.objects.filter(kind="story", subject=mine.pk).count() == 1
    assert EntryRow.objects.filter(verb="open", subject=f"contest/{made_of.pk}").count() == 1
    assert "kiosk" not in browser_of(made.world, "auditor").post(address, read).content.decode()
    reviewer.post(
        address, {"do": "stands", "line": first.pk, "reason": "It is your share, as others lost too."}
    )
    assert Message.objects.filter(report=mine, kind="changed", made_at=NOON).exists()
    shown = let_in(victim, code, WORD)
    assert "It is your share, as others lost too." in shown
    assert "Object to it" in shown
    made_of.refresh_from_db()
    opened = b"".join(bytes(each) for each in OpeningRow.objects.values_list("value", flat=True) if each)
    assert b"others lost" not in bytes(made_of.answer) + opened
    assert PlanLine.objects.get(pk=first.pk).reason == ""
    assert OpeningRow.objects.filter(field="after.reason", report=mine.pk).count() == 1
    assert "others lost" not in words_of(reviewer, address)
    assert "as others lost too" in reviewer.post(address, read).content.decode()
    now[0] = LATER
    assert "Object to it" not in let_in(victim, code, WORD), "the notice is over"
    for each in (mine, other):
        with pytest.raises(FactsWrong):
            contest_as_victim(act_of_reporter(each, LATER), each.pk, first.pk, "Late, or not mine.")
    erased_at_the_end(made, plan, mine)
    made_of.refresh_from_db()
    assert (bytes(made_of.sealed), bytes(made_of.answer)) == (b"", b"")
    reviewer.post(address, read)
    assert EntryRow.objects.filter(verb="open", subject=f"contest/{made_of.pk}").count() == 2


def test_what_victims_say_against_a_line_goes_where_it_goes_and_is_answered_to_each() -> None:
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.models import Contest, PlanLine
    from clawback.server.casework.returns.contesting import decide_line
    from clawback.server.casework.returns.noticing import notice_plan
    from clawback.server.casework.returns.reimbursing import reimburse
    from clawback.server.casework.victims.by_code import act_of_reporter
    from clawback.server.casework.victims.contesting import contest_as_victim, open_contest, said_against
    from clawback.server.record.models import OpeningRow
    from tests.integration.server.world import reported, transfer

    made = returns((100_000, 50_000))
    plan, act = drafted_plan(made, "pari-passu"), made.world.act
    claim = made.claims[0]
    (again,) = reported(made.world, transfer(debtor="D1"))
    join_report(act("analyst"), again.report_id, claim.report_id)
    first, second = claim.report, again.report
    notice_plan(act("analyst"), plan.pk)
    line = plan.lines.get(claim=claim)

    def says(report: object, number: int, words: str) -> None:
        contest_as_victim(act_of_reporter(report, NOON), report.pk, number, words)

    says(first, line.pk, "My kiosk lost more.")
    decide_line(act("reviewer"), line.pk, stands=True, reason="It is the kiosk's share.")
    says(second, line.pk, "It was our kiosk.")
    decide_line(act("reviewer"), line.pk, stands=True, reason="It is the share of both.")
    assert [said_against(each)[line.pk][1] for each in (first, second)] == ["It is the share of both."] * 2
    sealed_for = OpeningRow.objects.filter(field="after.reason", report__isnull=False).values_list(
        "report", flat=True
    )
    assert sorted(sealed_for) == [first.pk, first.pk, second.pk], "the reason outlives the first one's report"

    says(second, line.pk, "The bank paid us a part.")
    reimburse(act("other responder"), claim.pk, 40_000, "OWN1", "order 77")
    halves = list(plan.lines.filter(claim=claim, state="contested").order_by("pk"))
    assert [each.reimbursement_id is None for each in halves] == [True, False]
    for half in halves:
        (said,) = Contest.objects.filter(line=half)
        assert open_contest(act("reviewer"), said.pk) == ("The bank paid us a part.", "")
        decide_line(act("reviewer"), half.pk, stands=True, reason="What was reimbursed is theirs.")
        assert said_against(second)[half.pk][1] == "What was reimbursed is theirs."
        assert PlanLine.objects.get(pk=half.pk).reason == "", "it is about a victim"
