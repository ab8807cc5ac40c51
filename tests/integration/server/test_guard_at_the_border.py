"""What goes to another country's authority, and what comes from it, passes the guard; a refusal names the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clawback.federation.trust.members import Gateway
from tests.integration.server.world import World, make_world, reported, transfer
from tests.integration.server.world_federation import CENTRE, SOUTH, federated, member, worked_case

if TYPE_CHECKING:
    from clawback.server.casework.models import Report
    from clawback.server.data_folder import DataFolder
    from clawback.server.people.models import Organisation

ARTICLE = "INTERPOL Constitution, art. 3"
GATEWAY = Gateway(to="XX", law="Demo law", article="art. 12")


@pytest.fixture
def world(database: str) -> World:
    return make_world()


def abroad(jurisdiction: str = "demo") -> Organisation:
    from clawback.server.people.models import Organisation

    return Organisation.objects.create(kind="foreign", code="f-1", name="Bureau", jurisdiction=jurisdiction)


def told(world: World, scam_type: str = "investment") -> Report:
    from clawback.server.casework.models import Report

    report = reported(world, transfer())[0].report_id
    Report.objects.filter(pk=report).update(scam_type=scam_type)
    return Report.objects.get(pk=report)


def entries(verb: str = "guard") -> list[str]:
    from clawback.server.record.models import EntryRow

    return list(EntryRow.objects.filter(verb=verb).order_by("index").values_list("subject", flat=True))


def test_a_report_of_fraud_may_be_handed_over(world: World) -> None:
    from clawback.server.casework.referring import draft_referral

    report = told(world)
    made = draft_referral(world.act("intake"), report.pk, abroad().pk, "The makers of the app are with you.")
    assert made.state == "drafted"
    assert entries() == []


@pytest.mark.parametrize(
    ("needs", "scam_type", "article"),
    [
        ("The holder is a political activist.", "investment", ARTICLE),
        ("Tell us his whereabouts and his family.", "investment", "money, not people"),
        ("Money is with you.", "tax", "Convention against Cybercrime"),
        ("Money is with you.", "", "only listed types cross"),
    ],
)
def test_what_is_no_matter_of_money_does_not_leave(
    world: World, needs: str, scam_type: str, article: str
) -> None:
    from clawback.server.casework.models import Referral
    from clawback.server.casework.referring import draft_referral
    from clawback.server.casework.refusals import GuardRefuses

    report, there = told(world, scam_type), abroad()
    with pytest.raises(GuardRefuses, match=article):
        draft_referral(world.act("intake"), report.pk, there.pk, needs)
    assert not Referral.objects.exists()
    assert entries() == [f"report/{report.pk}"]


def test_without_a_law_on_their_side_it_does_not_leave_and_a_gateway_is_one(
    world: World, data_folder: DataFolder
) -> None:
    from clawback.server.casework.referring import draft_referral
    from clawback.server.casework.refusals import GuardRefuses

    report, there = told(world), abroad("XX")
    with pytest.raises(GuardRefuses, match="answering side"):
        draft_referral(world.act("intake"), report.pk, there.pk, "Money is with you.")
    theirs = member(
        "f-1.example", jurisdiction="XX", gateways=(Gateway(to="demo", law="Their law", article="s. 1"),)
    )
    with federated(data_folder, members=(member(CENTRE, gateways=(GATEWAY,)), theirs)):
        assert draft_referral(world.act("intake"), report.pk, there.pk, "Money is with you.").pk


def test_what_comes_from_abroad_passes_it_too(world: World) -> None:
    from clawback.server.casework.models import Referral
    from clawback.server.casework.referring import (
        answer_referral,
        approve_referral,
        draft_referral,
        note_consent,
        send_referral,
    )
    from clawback.server.casework.refusals import GuardRefuses
    from clawback.server.people.acting import Act
    from tests.integration.server.world import NOON
    from tests.integration.server.world import member as person

    there = abroad()
    liaison = Act(member=person(there, "liaison").facts(NOON), at=NOON)
    made = draft_referral(world.act("intake"), told(world).pk, there.pk, "Money is with you.")
    note_consent(world.act("intake"), made.pk, "reporter", "in writing", NOON)
    approve_referral(world.act("approver"), made.pk)
    send_referral(world.act("intake"), made.pk)
    with pytest.raises(GuardRefuses, match=ARTICLE):
        answer_referral(liaison, made.pk, "accept", "Tell us about the dissident.")
    assert Referral.objects.get(pk=made.pk).state == "sent"
    assert entries() == [f"referral/{made.pk}"]
    assert answer_referral(liaison, made.pk, "accept", "We have it.").state == "accepted"


def test_a_claim_is_not_opened_abroad_without_a_gateway(world: World, data_folder: DataFolder) -> None:
    from clawback.server.casework.federation.asking import approve_question, draft_question
    from clawback.server.casework.models import Letter
    from clawback.server.casework.refusals import GuardRefuses

    listed = (member(CENTRE), member(SOUTH, "south", jurisdiction="XX"), member("north.example", "north"))
    with federated(data_folder, members=listed):
        case, _claim = worked_case(world)
        question = draft_question(world.act("analyst"), case.pk, hold=True)
        with pytest.raises(GuardRefuses, match="no legal basis"):
            approve_question(world.act("approver"), question.pk)
        assert entries() == [f"peerquestion/{question.pk}"]
        assert not Letter.objects.exists()


def test_a_claim_from_abroad_is_turned_down_with_the_article(world: World, data_folder: DataFolder) -> None:
    """The owner's side lets it go, for it names a law; ours names none, and its machine answers."""
    from clawback.federation.node.machine import act as act_in
    from clawback.federation.node.owning import open_claims
    from clawback.server.casework.federation.seats import step
    from clawback.server.casework.models import Letter
    from tests.integration.server.test_federation_door import certificate
    from tests.integration.server.world import NOON
    from tests.integration.server.world_federation import UETR

    listed = (member(CENTRE, gateways=(GATEWAY,)), member(SOUTH, "south", jurisdiction="XX"))
    with federated(data_folder, members=(*listed, member("north.example", "north"))) as peers:
        text = certificate()
        step(
            peers.seats["centre"],
            NOON,
            lambda site, state, now: act_in(
                site, state, now, lambda draft: open_claims(draft, "C9", {f"uetr:{UETR}": text})
            ),
        )
        peers.settle()
        refused = Letter.objects.get(seat=peers.seats["south"], incoming=False, kind="refused")
        assert _names_article(refused.signed)


def _names_article(signed: str) -> bool:
    from clawback.federation.wire.jws import parse

    return b"Cybercrime (2024), art. 40" in parse(signed).payload


def asked_abroad(world: World, scam_type: str, jurisdiction: str) -> tuple[Report, int]:
    """A draft of a hold at an agent that works by another country's law."""
    from clawback.server.casework.models import Report
    from clawback.server.people.models import Organisation
    from tests.integration.server.world import drafted, in_case

    case, (claim,) = in_case(world)
    Report.objects.filter(pk=claim.report_id).update(scam_type=scam_type)
    request = drafted(world, case, claim)
    Organisation.objects.filter(pk=world.bank.pk).update(jurisdiction=jurisdiction)
    return claim.report, request.pk


def test_a_hold_asked_for_abroad_needs_a_law_there_and_a_gateway_is_one(
    world: World, data_folder: DataFolder
) -> None:
    from clawback.server.casework.models import HoldRequest
    from clawback.server.casework.refusals import GuardRefuses
    from clawback.server.casework.requesting import approve_request, send_at_once

    _, number = asked_abroad(world, "investment", "XX")
    for send, person in ((approve_request, "approver"), (send_at_once, "analyst")):
        with pytest.raises(GuardRefuses, match=r"answering side.*art\. 40"):
            send(world.act(person), number)
    assert HoldRequest.objects.get(pk=number).state == "drafted"
    assert entries() == [f"holdrequest/{number}"] * 2
    theirs = member(
        "f-1.example", jurisdiction="XX", gateways=(Gateway(to="demo", law="Their law", article="s. 1"),)
    )
    with federated(data_folder, members=(member(CENTRE, gateways=(GATEWAY,)), theirs)):
        assert approve_request(world.act("approver"), number).state == "sent"


def test_nothing_is_asked_for_at_home_without_a_kind_of_scam(world: World) -> None:
    from clawback.server.casework.models import StatementRequest
    from clawback.server.casework.refusals import NoKindOfScam
    from clawback.server.casework.requesting import approve_request, send_at_once
    from clawback.server.casework.statements.requesting import approve_statement, draft_statement
    from clawback.server.casework.victims.naming_scam import name_scam

    report, number = asked_abroad(world, "", "demo")
    report.refresh_from_db()
    claim = report.claims.get()
    asked = draft_statement(
        world.act("analyst"), report.case_id, claim.creditor_account_id, claim.pk, "statement"
    )
    for send, person, what in (
        (approve_request, "approver", number),
        (send_at_once, "analyst", number),
        (approve_statement, "approver", asked.pk),
    ):
        with pytest.raises(NoKindOfScam, match=f"report {report.pk} names no listed kind"):
            send(world.act(person), what)
    assert entries() == [f"holdrequest/{number}"] * 2 + [f"statementrequest/{asked.pk}"]
    for unlisted in ("quarrel", "none"):
        type(report).objects.filter(pk=report.pk).update(scam_type=unlisted)
        with pytest.raises(NoKindOfScam):
            approve_request(world.act("approver"), number)
    name_scam(world.act("intake"), report.pk, "other")
    assert approve_request(world.act("approver"), number).state == "sent"
    approve_statement(world.act("approver"), asked.pk)
    assert StatementRequest.objects.get().state == "sent"


def test_a_report_without_a_kind_of_scam_says_what_to_do(world: World) -> None:
    from clawback.server.casework.referring import draft_referral
    from clawback.server.casework.refusals import FactsWrong, NoKindOfScam
    from clawback.server.casework.requesting import approve_request
    from clawback.server.casework.victims.naming_scam import name_scam

    report, number = asked_abroad(world, "", "gb")
    with pytest.raises(NoKindOfScam, match="only listed types cross") as refused:
        approve_request(world.act("approver"), number)
    assert refused.value.remedy == "name the kind on the report's page, then do this again"
    there = abroad()
    with pytest.raises(NoKindOfScam):
        draft_referral(world.act("intake"), report.pk, there.pk, "Money is with you.")
    with pytest.raises(FactsWrong):
        name_scam(world.act("intake"), report.pk, "tax")
    assert name_scam(world.act("intake"), report.pk, "investment").scam_type == "investment"
    assert draft_referral(world.act("intake"), report.pk, there.pk, "Money is with you.").pk
    assert entries("correct") == [f"report/{report.pk}"]


def test_what_an_agent_abroad_answers_is_about_money(world: World, data_folder: DataFolder) -> None:
    from clawback.server.casework.answering import refuse_request
    from clawback.server.casework.models import HoldRequest
    from clawback.server.casework.refusals import GuardRefuses
    from clawback.server.casework.requesting import approve_request

    _, number = asked_abroad(world, "investment", "demo")
    approve_request(world.act("approver"), number)
    from clawback.server.people.models import Organisation

    Organisation.objects.filter(pk=world.bank.pk).update(jurisdiction="XX")
    with pytest.raises(GuardRefuses, match=ARTICLE):
        refuse_request(world.act("responder"), number, "other", "The holder is a dissident.")
    assert HoldRequest.objects.get(pk=number).state == "sent"
    assert (
        refuse_request(world.act("responder"), number, "other", "The account is closed.").state == "refused"
    )


def test_a_statement_asked_for_abroad_passes_it_too(world: World) -> None:
    from clawback.server.casework.models import Report, StatementRequest
    from clawback.server.casework.refusals import GuardRefuses
    from clawback.server.casework.statements.requesting import approve_statement, draft_statement
    from clawback.server.people.models import Organisation
    from tests.integration.server.world import in_case

    case, (claim,) = in_case(world)
    Report.objects.filter(pk=claim.report_id).update(scam_type="investment")
    draft = draft_statement(world.act("analyst"), case.pk, claim.creditor_account_id, claim.pk, "statement")
    Organisation.objects.filter(pk=world.bank.pk).update(jurisdiction="XX")
    with pytest.raises(GuardRefuses, match="answering side"):
        approve_statement(world.act("approver"), draft.pk)
    assert StatementRequest.objects.get().state == "drafted"
    assert entries() == [f"statementrequest/{draft.pk}"]


def test_a_referral_goes_with_consent_and_who_how_and_when_stand_in_the_journal(world: World) -> None:
    from datetime import timedelta

    from clawback.server.casework.models import Referral
    from clawback.server.casework.referring import (
        approve_referral,
        draft_referral,
        note_consent,
        send_referral,
    )
    from clawback.server.casework.refusals import ConsentMissing, FactsWrong, ReferralSent
    from tests.integration.server.world import NOON

    made = draft_referral(world.act("intake"), told(world).pk, abroad().pk, "Money is with you.")
    approve_referral(world.act("approver"), made.pk)
    with pytest.raises(ConsentMissing):
        send_referral(world.act("intake"), made.pk)
    assert Referral.objects.get(pk=made.pk).state == "approved"
    for who, how, at in (
        ("somebody", "in person", NOON),
        ("reporter", "by guess", NOON),
        ("reporter", "in person", NOON + timedelta(hours=1)),
    ):
        with pytest.raises(FactsWrong):
            note_consent(world.act("intake"), made.pk, who, how, at)
    noted = note_consent(world.act("intake"), made.pk, "helper", "in person", NOON)
    assert (noted.consent_who, noted.consent_by_id) == ("helper", world.people["intake"].pk)
    assert entries("note") == [f"referral/{made.pk}"]
    assert send_referral(world.act("intake"), made.pk).state == "sent"
    with pytest.raises(ReferralSent):
        note_consent(world.act("intake"), made.pk, "reporter", "in person", NOON)


def test_what_stays_in_the_country_and_is_of_no_person_s_help_needs_none(world: World) -> None:
    from clawback.server.casework.referring import approve_referral, draft_referral, send_referral
    from clawback.server.people.models import Organisation

    police = Organisation.objects.create(kind="police", code="p-1", name="Police", jurisdiction="demo")
    made = draft_referral(world.act("intake"), told(world).pk, police.pk, "It is yours.", whole=True)
    approve_referral(world.act("approver"), made.pk)
    assert send_referral(world.act("intake"), made.pk).state == "sent"
