"""From a report to a hold that ends, and every refusal on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.server.world import (
    HOUR,
    NOON,
    drafted,
    in_case,
    make_world,
    placed,
    reported,
    transfer,
)
from tests.integration.server.world_redress import given

pytestmark = pytest.mark.usefixtures("database")


def test_a_hold_ends_by_its_clock() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Hold
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    given(world, hold)
    assert hold.until == NOON + timedelta(hours=48)
    assert run_due(VERBS, NOON + 47 * HOUR) == 0
    assert run_due(VERBS, NOON + 48 * HOUR) == 2  # what it was for is traced anew
    hold = Hold.objects.get(pk=hold.pk)
    assert (hold.state, hold.placed, hold.in_force, hold.expired) == ("ended", 100_000, 0, 100_000)


def test_placing_makes_the_evidence_found() -> None:
    from clawback.server.casework.models import Claim

    world = make_world()
    case, (claim,) = in_case(world)
    assert claim.evidence == "told"
    placed(world, case, claim)
    assert Claim.objects.get(pk=claim.pk).evidence == "found"


def test_a_transfer_is_one_claim() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.refusals import TransferAlreadyClaimed

    world = make_world()
    _, (first,) = in_case(world)
    (second,) = reported(world, transfer(debtor="d 1"))
    with pytest.raises(TransferAlreadyClaimed, match=f"claim {first.pk}"):
        confirm_claim(world.act("analyst"), second.pk)
    joined = join_report(world.act("analyst"), second.report_id, first.report_id)
    assert (joined.state, joined.duplicate_of_id) == ("duplicate", first.report_id)
    assert joined.claims.get().state == "withdrawn"


def test_other_references_are_other_transfers() -> None:
    from clawback.server.casework.claiming import confirm_claim

    world = make_world()
    claims = reported(world, transfer(end_to_end_id="A"), transfer(end_to_end_id="B"))
    states = [confirm_claim(world.act("analyst"), each.pk).state for each in claims]
    assert states == ["confirmed", "confirmed"]


def test_four_eyes() -> None:
    from clawback.server.casework.requesting import approve_request
    from clawback.server.people.models import RoleGrant
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim)
    analyst = world.people["analyst"]
    RoleGrant.objects.create(member=analyst, role="approver", asked_at=NOON, works_at=NOON)
    with pytest.raises(NotAllowed, match="four eyes"):
        approve_request(world.act("analyst"), request.pk)


def test_nothing_above_the_loss_is_asked_for() -> None:
    from clawback.server.casework.refusals import AboveCap

    world = make_world()
    case, (claim,) = in_case(world)
    drafted(world, case, claim, 60_000)
    with pytest.raises(AboveCap):
        drafted(world, case, claim, 40_001)
    assert drafted(world, case, claim, 40_000).amount == 40_000


def test_no_request_where_no_part_came() -> None:
    from clawback.server.casework.accounts import account_of
    from clawback.server.casework.refusals import NoTracedPart
    from clawback.server.casework.requesting import draft_request

    world = make_world()
    case, (claim,) = in_case(world)
    elsewhere = account_of("north", "RIVAL")
    with pytest.raises(NoTracedPart):
        draft_request(world.act("analyst"), case.pk, elsewhere.pk, "hold", {claim.pk: 1000})


def test_the_law_says_no_with_its_article() -> None:
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.casework.requesting import approve_request

    world = make_world()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim, 999)
    with pytest.raises(LawRefuses, match=r"art\. 1"):
        approve_request(world.act("approver"), request.pk)
    request.refresh_from_db()
    assert request.state == "drafted"


def test_a_request_is_answered_once() -> None:
    from clawback.server.casework.answering import place_hold, refuse_request
    from clawback.server.casework.refusals import RequestAnswered

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    with pytest.raises(RequestAnswered):
        place_hold(world.act("responder"), hold.request_id, 1)
    with pytest.raises(RequestAnswered):
        refuse_request(world.act("responder"), hold.request_id, "no-funds")


def test_another_agent_cannot_answer() -> None:
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.requesting import approve_request
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim)
    approve_request(world.act("approver"), request.pk)
    with pytest.raises(NotAllowed):
        place_hold(world.act("other responder"), request.pk, 100)


def test_an_emergency_hold_lapses_unconfirmed_and_is_not_sent_again() -> None:
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Hold
    from clawback.server.casework.refusals import NotConfirmedInTime, RequestAnswered
    from clawback.server.casework.requesting import confirm_request, send_at_once
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    request = send_at_once(world.act("analyst"), drafted(world, case, claim).pk)
    hold = place_hold(world.act("responder"), request.pk, 70_000, 5_000)
    run_due(VERBS, NOON + 4 * HOUR)
    hold = Hold.objects.get(pk=hold.pk)
    assert (hold.state, hold.released, hold.reductions.get().decided_by) == ("ended", 70_000, None)
    with pytest.raises(RequestAnswered):
        confirm_request(world.act("approver", NOON + 5 * HOUR), request.pk)
    again = drafted(world, case, claim, at=NOON + 5 * HOUR)
    with pytest.raises(NotConfirmedInTime):
        send_at_once(world.act("second analyst", NOON + 5 * HOUR), again.pk)


def test_an_emergency_hold_that_is_confirmed_stays() -> None:
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Hold
    from clawback.server.casework.requesting import confirm_request, send_at_once
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    request = send_at_once(world.act("analyst"), drafted(world, case, claim).pk)
    hold = place_hold(world.act("responder"), request.pk, 70_000)
    confirm_request(world.act("approver", NOON + HOUR), request.pk)
    run_due(VERBS, NOON + 5 * HOUR)
    assert Hold.objects.get(pk=hold.pk).in_force == 70_000


def test_one_analyst_sends_so_many_emergency_holds_a_day() -> None:
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.casework.requesting import send_at_once

    world = make_world()
    transfers = [transfer(creditor=f"C{number}") for number in range(6)]
    case, claims = in_case(world, *transfers)
    for claim in claims[:5]:
        send_at_once(world.act("analyst"), drafted(world, case, claim).pk)
    last = drafted(world, case, claims[5])
    with pytest.raises(LawRefuses, match="5 emergency holds"):
        send_at_once(world.act("analyst"), last.pk)


def test_rejecting_a_claim_releases_its_holds() -> None:
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.models import Hold, Report

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    assert reject_claim(world.act("analyst"), claim.pk, "a typing error").asked == ()
    hold = Hold.objects.get(pk=hold.pk)
    assert (hold.state, hold.released) == ("ended", 100_000)
    assert Report.objects.get(pk=claim.report_id).state == "rejected"


def test_a_release_that_the_agent_does_not_confirm_is_overdue() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Reduction
    from clawback.server.casework.releasing import confirm_release, release_hold
    from clawback.server.clocks.models import Clock
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    reduction = release_hold(world.act("approver"), hold.pk, 30_000, "the holder's own wages")
    clock = Clock.objects.get(kind="release", subject=reduction.pk)
    assert clock.counts_for_person, "an outage of ours is not the agent's silence"
    run_due(VERBS, NOON + HOUR)
    assert Reduction.objects.get(pk=reduction.pk).overdue_since == NOON + HOUR
    done = confirm_release(world.act("responder", NOON + 2 * HOUR), reduction.pk)
    assert done.confirmed_at == NOON + 2 * HOUR


def test_renewal_needs_the_debtor_s_agent_and_a_victim_vouched_for() -> None:
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Hold
    from clawback.server.casework.refusals import EvidenceTooWeak, IdentityNotVouched
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.casework.returns.vouching import vouch
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    given(world, hold)
    with pytest.raises(EvidenceTooWeak):
        renew_hold(world.act("approver"), hold.pk)
    confirm_evidence(world.act("other responder"), claim.pk)
    with pytest.raises(IdentityNotVouched):
        renew_hold(world.act("approver"), hold.pk)
    vouch(world.act("other responder"), claim.pk)
    renewed = renew_hold(world.act("approver"), hold.pk)
    assert renewed.until == NOON + timedelta(days=32)
    run_due(VERBS, NOON + 48 * HOUR)
    assert Hold.objects.get(pk=hold.pk).in_force == 100_000
    run_due(VERBS, renewed.until)
    assert Hold.objects.get(pk=hold.pk).expired == 100_000


def test_a_reporter_rejected_twice_needs_an_approver() -> None:
    from clawback.server.casework.claiming import confirm_claim, reject_claim
    from clawback.server.casework.models import Report
    from clawback.server.casework.refusals import NeedsApprover

    world = make_world()
    claims = [reported(world, transfer(creditor=f"C{number}"))[0] for number in range(3)]
    Report.objects.update(reporter="one and the same")
    for claim in claims[:2]:
        reject_claim(world.act("analyst"), claim.pk, "a quarrel about goods")
    with pytest.raises(NeedsApprover):
        confirm_claim(world.act("analyst"), claims[2].pk)
    assert confirm_claim(world.act("approver"), claims[2].pk).state == "confirmed"


def test_people_s_data_are_sealed_and_die_with_their_key() -> None:
    from clawback.errors import JournalError
    from clawback.server.casework.models import StoredKey
    from clawback.server.casework.sealing import opened

    world = make_world()
    (claim,) = reported(world)
    told = claim.report
    assert opened(told)["name"] == "A. Victim"
    assert b"Victim" not in bytes(told.told)
    StoredKey.objects.filter(report=told).delete()
    with pytest.raises(JournalError, match="erased"):
        opened(told)
