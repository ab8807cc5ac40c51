"""What staff do with a report: facts, duplicates, the story, a telephone report, corrections, referrals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clawback import clock
from tests.integration.server.world import HOUR, NOON, make_world, member, reported, transfer
from tests.integration.server.world_portal import browser, reported_by_web, typed

if TYPE_CHECKING:
    from django.test import Client

    from tests.integration.server.world import World

pytestmark = pytest.mark.usefixtures("database")


def signed_in(world: World, person: str) -> Client:
    client = browser()
    client.post("/sign-in/", {"member": world.people[person].pk})
    return client


def test_a_report_is_confirmed_and_becomes_a_case() -> None:
    from clawback.server.casework.models import Report

    world = make_world()
    _, _, report = reported_by_web(world)
    client = signed_in(world, "intake")
    assert f"/reports/{report.pk}/" in client.get("/reports/").content.decode()
    claim = report.claims.get()
    client.post(f"/reports/{report.pk}/claims/{claim.pk}/confirm/")
    client.post(f"/reports/{report.pk}/open/", {"title": "Sure gain"})
    found = Report.objects.get(pk=report.pk)
    assert (found.state, found.claims.get().state) == ("in case", "confirmed")


def test_the_story_is_shown_once_opened_and_every_opening_is_recorded() -> None:
    from clawback.server.record.models import EntryRow

    world = make_world()
    _, _, report = reported_by_web(world)
    client = signed_in(world, "analyst")
    assert "\u4e00\u5b9a" not in client.get(f"/reports/{report.pk}/").content.decode()
    page = client.post(f"/reports/{report.pk}/story/").content.decode()
    assert "\u4e00\u5b9a" in page
    assert "Golden Gains Ltd" in page
    client.post(f"/reports/{report.pk}/story/")
    opened = EntryRow.objects.filter(subject=f"report/{report.pk}", verb="open")
    assert opened.count() == 2
    assert {each.who for each in opened} == {f"member/{world.people['analyst'].pk}"}


def test_others_find_no_report_here() -> None:
    world = make_world()
    _, _, report = reported_by_web(world)
    for person in ("responder", "administrator", "reviewer", "auditor"):
        client = signed_in(world, person)
        assert client.get(f"/reports/{report.pk}/").status_code == 404
        assert client.post(f"/reports/{report.pk}/story/").status_code == 404
    assert browser().get(f"/reports/{report.pk}/").headers["location"] == "/sign-in/"


def test_an_interested_member_finds_none_either() -> None:
    from clawback.server.people.models import Interest

    world = make_world()
    _, _, report = reported_by_web(world)
    person = world.people["intake"]
    Interest.objects.create(member=person, kind="report", subject=report.pk, told_at=NOON)
    assert signed_in(world, "intake").get(f"/reports/{report.pk}/").status_code == 404


def test_the_same_transfer_thrice_is_one_claim_and_three_codes() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.models import Claim, Report
    from clawback.server.casework.victims.duplicates import likely_duplicates

    world = make_world()
    reports = [reported(world, at=NOON + n * HOUR)[0].report for n in range(3)]
    other = reported(world, transfer(99_999))[0].report
    confirm_claim(world.act("analyst"), reports[0].claims.get().pk)
    assert [each.number for each in likely_duplicates(reports[2])] == [reports[0].pk, reports[1].pk]
    assert likely_duplicates(reports[1])[0].reasons[0] == "same debtor account"
    assert likely_duplicates(other) == []
    client = signed_in(world, "intake")
    for report in reports[1:]:
        assert "May be the same payment as" in client.get(f"/reports/{report.pk}/").content.decode()
        client.post(f"/reports/{report.pk}/join/", {"first": reports[0].pk})
    states = [Report.objects.get(pk=each.pk).state for each in reports]
    assert states == ["confirmed", "duplicate", "duplicate"]
    assert Claim.objects.filter(state="confirmed").count() == 1
    assert len({each.code for each in Report.objects.all()}) == 4


def test_reports_that_name_the_same_number_find_each_other_by_its_hash_alone() -> None:
    from clawback.server.casework.models import Identifier
    from clawback.server.casework.victims.duplicates import linked_by_identifiers

    world = make_world()
    _, _, first = reported_by_web(world)
    elsewhere = {"agent": "north", "other": "", "number": "C9", "named": ""}
    _, _, second = reported_by_web(world, **{"to-1": elsewhere})
    assert linked_by_identifiers(second) == [first.pk]
    for each in Identifier.objects.all():
        assert b"gains.example" not in bytes(each.sealed)
        assert "gains" not in each.digest


def test_a_typing_error_is_corrected_before_it_is_confirmed_and_never_after() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.models import Claim
    from clawback.server.casework.refusals import ClaimAlreadyConfirmed
    from clawback.server.casework.victims.correcting import correct_claim, facts_of
    from clawback.server.record.models import EntryRow, OpeningRow

    world = make_world()
    (claim,) = reported(world, at=clock.now())
    client = signed_in(world, "intake")
    page = client.get(f"/reports/{claim.report_id}/claims/{claim.pk}/correct/").content.decode()
    assert 'value="1000.00"' in page
    said = {"from-agent": "south", "from-number": "D1", "from-other": ""}
    said |= {"to-agent": "north", "to-number": "C2", "to-other": ""}
    said |= {"amount-amount": "100.00", "amount-currency": "EUR", "amount-came_back": ""}
    said |= {"when-day": claim.settled_at.date().isoformat(), "when-time": "09:00", "when-reference": ""}
    client.post(f"/reports/{claim.report_id}/claims/{claim.pk}/correct/", said)
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.amount, str(claim.creditor_account), claim.settled_at) == (
        10_000,
        "north:C2",
        NOON - 3 * HOUR,
    )
    entry = EntryRow.objects.get(verb="correct")
    opened = OpeningRow.objects.filter(entry=entry)
    assert {each.field for each in opened} == {
        *("after.amount", "after.amount_before", "after.creditor", "after.creditor_before"),
    }
    assert all(each.sealed is not None for each in opened)
    confirm_claim(world.act("analyst"), claim.pk)
    with pytest.raises(ClaimAlreadyConfirmed):
        correct_claim(world.act("analyst"), claim.pk, facts_of(claim))


def test_an_officer_takes_a_report_by_telephone_with_two_payments() -> None:
    from clawback.server.casework.models import Report

    world = make_world()
    client = signed_in(world, "intake")
    said = {f"{slug}-{name}": value for slug, answers in typed().items() for name, value in answers.items()}
    page = client.post("/reports/new/", {**said, "transfers": "1", "another": "1"}).content.decode()
    assert "Payment 2" in page
    assert "sure gain" in page
    second = {k.replace("-1-", "-2-"): v for k, v in said.items() if "-1-" in k}
    wrong = client.post(
        "/reports/new/", {**said, **second, "transfers": "2", "amount-2-amount": "x", "send": "1"}
    )
    assert "Write the amount in digits" in wrong.content.decode()
    second["amount-2-amount"] = "20"
    done = client.post("/reports/new/", {**said, **second, "transfers": "2", "send": "1"}).content.decode()
    assert "Read this code out" in done
    report = Report.objects.get()
    assert (report.channel, report.taken_by) == ("telephone", world.people["intake"])
    assert list(report.claims.order_by("pk").values_list("amount", flat=True)) == [123_450, 2_000]


def test_a_whole_report_is_rejected_with_a_reason() -> None:
    from clawback.server.casework.models import Report

    world = make_world()
    _, _, report = reported_by_web(world)
    client = signed_in(world, "intake")
    client.post(f"/reports/{report.pk}/reject/", {"reason": "quarrel about goods"})
    assert (Report.objects.get(pk=report.pk).state, report.claims.get().state) == ("rejected", "rejected")


def test_a_person_at_risk_is_referred_and_the_support_worker_sees_only_what_they_need() -> None:
    from clawback.server.people.models import Organisation
    from clawback.server.record.models import EntryRow

    world = make_world()
    body = Organisation.objects.create(kind="support", code="help", name="Helping Hand", jurisdiction="demo")
    world.people["support"] = member(body, "support-worker")
    _, _, report = reported_by_web(world, safe={"safe": "no", "forced": "yes", "leaving": "no"})
    intake, approver, support = (signed_in(world, each) for each in ("intake", "approver", "support"))
    assert "at risk" in intake.get("/reports/").content.decode()
    needs = {"to": str(body.pk), "needs": "Call after six, from a withheld number."}
    intake.post(f"/reports/{report.pk}/refer/", needs)
    (referral,) = report.referrals.all()
    assert (referral.state, referral.basis) == ("drafted", "referral")
    assert b"withheld" not in bytes(referral.told)
    assert support.get(f"/referrals/{referral.pk}/").status_code == 404
    approver.post(f"/referrals/{referral.pk}/approve/")
    approver.post(f"/referrals/{referral.pk}/send/")
    assert support.get(f"/referrals/{referral.pk}/").status_code == 404, "nobody noted a consent"
    intake.post(f"/referrals/{referral.pk}/consent/", {"who": "reporter", "how": "by telephone"})
    assert "the reporter · by telephone" in approver.get(f"/referrals/{referral.pk}/").content.decode()
    approver.post(f"/referrals/{referral.pk}/send/")
    page = support.post(f"/referrals/{referral.pk}/").content.decode()
    assert "withheld number" in page
    assert "sure gain" not in page
    assert "victim@example" not in page
    assert support.get(f"/reports/{report.pk}/").status_code == 404
    assert EntryRow.objects.filter(subject=f"referral/{referral.pk}", verb="open").count() == 1
    support.post(f"/referrals/{referral.pk}/accept/", {"words": "met"})
    referral.refresh_from_db()
    report.refresh_from_db()
    assert (referral.state, report.state) == ("accepted", "received")


def test_who_drafted_a_referral_does_not_approve_it() -> None:
    from clawback.server.casework.referring import approve_referral, draft_referral
    from clawback.server.people.models import Organisation, RoleGrant
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    body = Organisation.objects.create(kind="support", code="help", name="Helping Hand", jurisdiction="demo")
    (claim,) = reported(world)
    referral = draft_referral(world.act("intake"), claim.report_id, body.pk, "Call")
    RoleGrant.objects.create(member=world.people["intake"], role="approver", asked_at=NOON, works_at=NOON)
    with pytest.raises(NotAllowed, match="four eyes"):
        approve_referral(world.act("intake"), referral.pk)


def test_a_whole_report_goes_to_another_authority() -> None:
    from clawback.server.casework.models import Report
    from clawback.server.casework.referring import (
        answer_referral,
        approve_referral,
        draft_referral,
        note_consent,
        send_referral,
    )
    from clawback.server.casework.refusals import ReferralAccepted
    from clawback.server.people.models import Organisation

    world = make_world()
    there = Organisation.objects.create(kind="foreign", code="abroad", name="Abroad", jurisdiction="demo")
    world.people["liaison"] = member(there, "liaison")
    (claim,) = reported(world)
    Report.objects.update(
        scam_type="investment"
    )  # the guard lets listed types of fraud out, and nothing else
    made = draft_referral(world.act("intake"), claim.report_id, there.pk, "All of it", whole=True)
    note_consent(world.act("intake"), made.pk, "reporter", "in person", NOON)
    approve_referral(world.act("approver"), made.pk)
    send_referral(world.act("approver"), made.pk)
    answer_referral(world.act("liaison"), made.pk, "accept")
    report = Report.objects.get(pk=claim.report_id)
    assert (report.state, report.claims.get().state) == ("referred", "withdrawn")
    with pytest.raises(ReferralAccepted):
        answer_referral(world.act("liaison"), made.pk, "decline")


def test_a_refused_form_is_shown_again_with_what_was_typed() -> None:
    world = make_world()
    _, _, report = reported_by_web(world)
    client = signed_in(world, "intake")
    page = client.post(f"/reports/{report.pk}/refer/", {"to": "", "needs": "Call after six"}).content.decode()
    assert "Call after six" in page
