"""Held money that is not ours to let go: those who may are asked in the same decision, and their answer is recorded."""

from __future__ import annotations

import pytest

from tests.integration.server.world import HOUR, NOON, World, in_case, make_world, placed, transfer
from tests.integration.server.world_law import frozen, police_world
from tests.integration.server.world_people import signed_in
from tests.integration.server.world_statements import Row, answer, asked, confirmed

pytestmark = pytest.mark.usefixtures("database")

CREDIT: Row = ("R1", 0.0, "south/D1", "north/C1", 100_000)
ONWARD: Row = ("R2", 1.0, "north/C1", "south/M1", 70_000)


def held_for_two() -> tuple[World, list[object], object]:
    world = police_world()
    case, claims = in_case(world, transfer(60_000), transfer(40_000, debtor="D2"))
    return world, claims, frozen(world, case, claims)


def test_a_rejected_claim_s_money_is_asked_for_and_no_other_claim_s() -> None:
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.redress.letting_go import answer_release_request

    world, claims, hold = held_for_two()
    ended = reject_claim(world.act("analyst"), claims[0].pk, "a typing error")
    (request,) = ended.asked
    assert ended.released == ()
    assert (request.hold, request.amount, request.ask, request.state) == (hold, 60_000, "police", "asked")
    answer_release_request(world.act("approver"), request.pk, granted=True, answer="Letter 7 of the police")
    hold.refresh_from_db()
    assert (hold.in_force, hold.released) == (40_000, 60_000)
    assert dict(hold.parts.values_list("claim", "in_force")) == {claims[0].pk: 0, claims[1].pk: 40_000}


def test_the_page_says_what_was_let_go_and_who_was_asked() -> None:
    from clawback.server.casework.models import ReleaseRequest

    world, claims, hold = held_for_two()
    browser = signed_in(world.people["analyst"])
    said = browser.post(f"/claims/{claims[0].pk}/reject/", {"reason": "a typing error"}, follow=True)
    text = " ".join(said.content.decode().split())
    said_so = text[text.find(f"H-{hold.pk}: we") :][:120]
    assert said_so.startswith(f"H-{hold.pk}: we may not let it go. Its release, 600.00 EUR, is asked of: ")
    assert "police" in said_so
    assert "Let go" not in text
    assert ReleaseRequest.objects.filter(state="asked").count() == 1


def test_who_declines_is_asked_no_more_and_the_hold_stays() -> None:
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.redress.letting_go import answer_release_request

    world, claims, hold = held_for_two()
    (request,) = reject_claim(world.act("analyst"), claims[0].pk, "a typing error").asked
    answer_release_request(world.act("approver"), request.pk, granted=False, answer="Letter 8")
    hold.refresh_from_db()
    assert hold.in_force == 100_000


def test_when_the_hold_is_over_nobody_needs_to_answer() -> None:
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.redress.letting_go import answer_release_request
    from clawback.server.casework.refusals import ReleaseGone
    from clawback.server.clocks.running import run_due

    world, claims, hold = held_for_two()
    (request,) = reject_claim(world.act("analyst"), claims[0].pk, "a typing error").asked
    run_due(VERBS, hold.until)
    request.refresh_from_db()
    assert request.state == "gone"
    with pytest.raises(ReleaseGone):
        answer_release_request(world.act("approver", hold.until), request.pk, granted=True, answer="Letter 9")


def surplus_of_a_freeze() -> tuple[World, object, object]:
    """1000.00 are held on a court's order, of which 700.00 had gone on before."""
    from clawback.server.casework.models import HoldRequest

    world = make_world()
    case, (claim,) = in_case(world)
    confirmed(world, claim)
    hold = placed(world, case, claim)
    HoldRequest.objects.filter(pk=hold.request_id).update(basis="freeze")
    answer(world, asked(world, case, claim), CREDIT, ONWARD)
    return world, hold, hold.surpluses.get()


def test_a_surplus_is_asked_for_by_the_same_decision_and_goes_where_it_is_granted() -> None:
    from clawback.server.casework.redress.letting_go import answer_release_request

    world, hold, row = surplus_of_a_freeze()
    request = row.release_requests.get()
    assert (row.state, row.ask, request.amount) == ("asked", "court", 70_000)
    answer_release_request(world.act("approver", NOON + HOUR), request.pk, granted=True, answer="Letter 1")
    row.refresh_from_db()
    hold.refresh_from_db()
    assert (row.state, hold.released) == ("released", row.amount)
    assert row.reduction == hold.reductions.get()


def test_a_surplus_that_they_keep_is_not_asked_for_again() -> None:
    from clawback.server.casework.models import ReleaseRequest, StatementRequest
    from clawback.server.casework.redress.letting_go import answer_release_request

    world, hold, row = surplus_of_a_freeze()
    request = row.release_requests.get()
    answer_release_request(world.act("approver", NOON + HOUR), request.pk, granted=False, answer="Letter 2")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("kept", "Letter 2")
    again = StatementRequest.objects.get(account=hold.request.account)
    answer(world, again, CREDIT, ONWARD, at=NOON + 2 * HOUR)
    assert ReleaseRequest.objects.count() == 1


def test_an_approver_decides_nothing_about_what_is_others_to_let_go() -> None:
    from clawback.server.casework.refusals import SurplusWaits
    from clawback.server.casework.statements.deciding_surplus import keep_surplus, release_surplus

    world, _hold, row = surplus_of_a_freeze()
    with pytest.raises(SurplusWaits):
        release_surplus(world.act("approver"), row.pk)
    with pytest.raises(SurplusWaits):
        keep_surplus(world.act("approver"), row.pk, "we want it")
