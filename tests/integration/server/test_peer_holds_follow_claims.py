"""What peers hold follows its claim: over with it, smaller with its loss, never longer or for more than was asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from clawback.clock import format_time, to_micros
from clawback.federation.wire.messages import HeldRow, Report
from tests.integration.server.test_federation_door import said
from tests.integration.server.world import HOUR, NOON, World, placed, reported, transfer
from tests.integration.server.world_federation import (
    CENTRE,
    NORTH,
    UETR,
    Federation,
    asked_case,
    worked_case,
)

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim

DAY = timedelta(days=1)
DECADE = 3650 * DAY
KEY = f"uetr:{UETR}"
"""What both banks call the transfer."""


def withdraw(world: World, claim: Claim) -> None:
    from clawback.server.casework.models import Report as Told
    from clawback.server.casework.victims.withdrawing import withdraw_report

    Told.objects.filter(pk=claim.report_id).update(withdrawal_asked_at=NOON)
    withdraw_report(world.act("intake"), claim.report_id, "called, and they said so")


def run(at: datetime) -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_due

    run_due(VERBS, at)


def at_the_bank(peers: Federation) -> list[str]:
    """States of the holds there."""
    from clawback.server.casework.federation.seats import state_of

    return sorted(each.state for each in state_of(peers.seat("north")).holds.values())


def held() -> list[int]:
    from clawback.server.casework.models import PeerHold

    return sorted(PeerHold.objects.filter(amount__gt=0).values_list("amount", flat=True))


def test_a_claim_withdrawn_after_the_draft_is_not_asked(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.asking import approve_question, draft_question
    from clawback.server.casework.models import Letter
    from clawback.server.casework.refusals import PeersAsked

    case, claim = worked_case(world)
    question = draft_question(world.act("analyst"), case.pk, hold=True)
    withdraw(world, claim)
    assert not question.claims.exists()
    with pytest.raises(PeersAsked):
        approve_question(world.act("approver"), question.pk)
    peers.settle()
    assert not Letter.objects.exists()


def test_what_is_reported_for_a_claim_withdrawn_meanwhile_is_let_go(world: World, peers: Federation) -> None:
    _case, claim = asked_case(world)
    withdraw(world, claim)
    peers.settle()
    assert held() == []
    assert at_the_bank(peers) == ["released", "released"]


def test_what_comes_back_lowers_what_peers_hold(world: World, peers: Federation) -> None:
    from clawback.server.casework.returns.coming_back import bring_back_told

    _case, claim = asked_case(world)
    peers.settle()
    assert held() == [40_000, 50_000]
    bring_back_told(world.act("other responder"), claim.pk, 50_000, "reversal")
    run(NOON)
    peers.settle()
    assert sum(held()) <= 50_000
    assert len(held()) == 1
    assert at_the_bank(peers) == ["placed", "released"]


def test_nothing_is_confirmed_above_the_loss(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.holding import confirm_peer_hold
    from clawback.server.casework.models import Claim, PeerHold
    from clawback.server.casework.refusals import AboveCap, HoldEnded

    _case, claim = asked_case(world)
    peers.settle()
    first, second = PeerHold.objects.order_by("placed_at", "pk")
    Claim.objects.filter(pk=claim.pk).update(came_back=claim.amount - first.amount)
    with pytest.raises(AboveCap):
        confirm_peer_hold(world.act("second approver"), second.pk)
    assert confirm_peer_hold(world.act("second approver"), first.pk).state == "confirmed"
    Claim.objects.filter(pk=claim.pk).update(state="withdrawn")
    with pytest.raises(HoldEnded):
        confirm_peer_hold(world.act("second approver"), second.pk)


def test_what_was_paid_over_counts_against_what_peers_may_hold(world: World, peers: Federation) -> None:
    from clawback.server.casework.ending import end_part

    case, claim = asked_case(world)
    hold = placed(world, case, claim, 60_000)
    end_part(world.act("approver"), hold.pk, {hold.parts.get().pk: 60_000}, "paid over", "returned")
    peers.settle()
    assert held() == [40_000]


def tell(peers: Federation, case: Case, **row: object) -> None:
    """The bank tells of one more hold."""
    from clawback.server.casework.federation.door import receive
    from clawback.server.casework.federation.seats import state_of

    known = {"account": "token", "agent": "north", "claims": {KEY: "50.00"}, "state": "placed"}
    times = {"placed_at": format_time(to_micros(NOON)), "lapses_at": format_time(to_micros(NOON + HOUR))}
    body = Report(
        causes=[],
        case=case.peer_question.name,
        version=1_000 + len(state_of(peers.seat("centre")).seen),
        rules={},
        holds={"more": HeldRow(**{**known, **times, **row})},  # type: ignore[arg-type]
        unheld={},
        stopped={},
    )
    text = said(
        NORTH, CENTRE, body, sent_at=format_time(to_micros(NOON)), until=format_time(to_micros(NOON + DAY))
    )
    receive(peers.seats["centre"], text.decode(), NOON)
    peers.settle()


def test_a_hold_ends_within_a_day_whatever_its_institution_says(world: World, peers: Federation) -> None:
    from clawback.server.casework.models import Letter, PeerHold

    case, _claim = asked_case(world)
    peers.settle()
    later = format_time(to_micros(NOON + DECADE))
    tell(peers, case, state="confirmed", placed_at=later, lapses_at=later)
    hold = PeerHold.objects.get(hold="more")
    assert (hold.state, hold.placed_at, hold.until) == ("placed", NOON, NOON + DAY)
    run(NOON + DAY)
    hold.refresh_from_db()
    assert (hold.state, hold.amount) == ("expired", 0)
    assert Letter.objects.filter(incoming=False, kind="release").count() == 1


def test_a_hold_that_nobody_asked_for_is_let_go(world: World, peers: Federation) -> None:
    from clawback.server.casework.models import PeerHold

    case, _claim = asked_case(world, hold=False)
    peers.settle()
    before = held()
    tell(peers, case)
    assert PeerHold.objects.get(hold="more").state == "released"
    assert held() == before


def test_of_a_hold_for_a_claim_that_is_not_ours_nothing_is_taken_in(world: World, peers: Federation) -> None:
    from clawback.server.casework.models import PeerHold

    case, _claim = asked_case(world)
    peers.settle()
    before = held()
    tell(peers, case, claims={KEY: "50.00", "another": "50.00"})
    assert not PeerHold.objects.filter(hold="more").exists()
    assert held() == before


def test_of_two_transfers_of_one_name_the_earlier_is_asked(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.asking import approve_question, askable, draft_question

    case, _claim = worked_case(world)
    for debtor in ("D8", "D9"):
        (claim,) = reported(
            world, transfer(debtor=debtor, uetr="", end_to_end_id="INV-7", settled_at=NOON - 2 * HOUR)
        )
        confirmed_into(world, case, claim)
    assert len(askable(case)) == 2
    question = draft_question(world.act("analyst"), case.pk, hold=True)
    approve_question(world.act("approver"), question.pk)
    assert question.claims.count() == 2
    assert askable(case) == []


def confirmed_into(world: World, case: Case, claim: Claim) -> None:
    from clawback.server.casework.claiming import confirm_claim, confirm_evidence
    from clawback.server.casework.models import Report as Told

    confirm_claim(world.act("analyst"), claim.pk)
    Told.objects.filter(pk=claim.report_id).update(case=case, state="in case", scam_type="investment")
    confirm_evidence(world.act("other responder"), claim.pk)


@pytest.mark.parametrize("hold", [True, False])
def test_a_later_draft_asks_as_the_first_did(world: World, peers: Federation, hold: bool) -> None:
    from clawback.server.casework.federation.asking import draft_question
    from clawback.server.casework.refusals import PeersAsked

    case, _claim = asked_case(world, hold=hold)
    (claim,) = reported(world, transfer(debtor="D8", end_to_end_id="INV-7", settled_at=NOON - 2 * HOUR))
    confirmed_into(world, case, claim)
    with pytest.raises(PeersAsked):
        draft_question(world.act("analyst"), case.pk, hold=not hold)
    question = draft_question(world.act("analyst"), case.pk, hold=hold)
    assert bool(question.hold_basis) is hold
    assert question.claims.count() == 2


def test_an_analyst_lets_nothing_go_alone(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.holding import confirm_peer_hold, release_peer_hold
    from clawback.server.casework.models import PeerHold
    from clawback.server.people.refusals import NotAllowed

    asked_case(world)
    peers.settle()
    hold = confirm_peer_hold(world.act("second approver"), PeerHold.objects.earliest("pk").pk)
    with pytest.raises(NotAllowed):
        release_peer_hold(world.act("analyst"), hold.pk)
    assert release_peer_hold(world.act("approver"), hold.pk).state == "released"


def test_whoever_decides_on_a_hold_locks_its_node_first(world: World, peers: Federation) -> None:
    """As a step does that writes holds down: the other way round each would wait for the other."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from clawback.server.casework.federation.holding import (
        confirm_peer_hold,
        end_peer_hold,
        release_peer_hold,
    )
    from clawback.server.casework.models import PeerHold

    asked_case(world)
    peers.settle()
    first, second = PeerHold.objects.order_by("pk")
    for decide in (
        lambda: confirm_peer_hold(world.act("second approver"), first.pk),
        lambda: release_peer_hold(world.act("approver"), second.pk),
        lambda: end_peer_hold(first.pk, world.act("approver")),
    ):
        with CaptureQueriesContext(connection) as seen:
            decide()
        locks = [each["sql"] for each in seen if "FOR NO KEY UPDATE" in each["sql"]]
        assert ["casework_seat" in sql for sql in locks[:2]] == [True, False]
        assert "casework_peerhold" in locks[1]


def test_a_report_is_not_erased_while_a_peer_holds_and_its_transfer_s_name_goes_with_it(
    world: World, peers: Federation
) -> None:
    from clawback.server.casework.federation.holding import release_peer_hold
    from clawback.server.casework.models import Case, PeerHold, QuestionClaim
    from clawback.server.casework.models import Report as Told
    from clawback.server.casework.victims.erasing import erase_report
    from clawback.server.people.acting import Act

    case, claim = asked_case(world)
    peers.settle()
    Case.objects.filter(pk=case.pk).update(closed_at=NOON, closed_by=world.people["approver"])
    clock = Act(member=None, at=NOON + HOUR, name="clock")
    erase_report(claim.report_id, clock)
    assert Told.objects.get(pk=claim.report_id).erased_at is None
    for hold in PeerHold.objects.all():
        release_peer_hold(world.act("approver"), hold.pk)
    erase_report(claim.report_id, clock)
    assert Told.objects.get(pk=claim.report_id).erased_at == clock.at
    assert not QuestionClaim.objects.filter(key__contains=UETR[:8]).exists()
    peers.settle()
    tell(peers, case)
    assert PeerHold.objects.get(hold="more").state == "released"
