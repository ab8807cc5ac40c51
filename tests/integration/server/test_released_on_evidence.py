"""What a review let go is not proposed again on what the review knew; on more it is, and the proposal says so."""

from __future__ import annotations

import pytest

from tests.integration.server.world import HOUR, NOON, World, in_case, make_world, placed, transfer
from tests.integration.server.world_ends import proposed, run_clocks
from tests.integration.server.world_redress import given, objected
from tests.integration.server.world_statements import Row, answer, asked, room_for

pytestmark = pytest.mark.usefixtures("database")

CREDIT: Row = ("R1", 0.0, "south/D1", "north/C1", 100_000)
ONWARD: Row = ("R2", 1.0, "north/C1", "south/M1", 40_000)
BACK: Row = ("R3", 3.5, "south/M1", "north/C1", 40_000)


def held() -> tuple[World, object, object, object]:
    """1000.00 came to C1, which had 500.00, and are held; 400.00 went on: 600.00 to 1000.00 of them stand there."""
    world = make_world()
    case, (claim,) = in_case(world, transfer(100_000, "D1"))
    hold = placed(world, case, claim)
    request = asked(world, case, claim)
    answer(world, request, CREDIT, ONWARD, opening=50_000)
    return world, case, claim, hold


def test_upheld_is_not_proposed_again_and_more_evidence_is() -> None:
    from clawback.server.casework.models import StatementRequest
    from clawback.server.casework.redress.reviewing import decide_objection
    from clawback.server.casework.refusals import AboveCap
    from clawback.server.casework.requesting import draft_request

    world, case, claim, hold = held()
    (code,) = given(world, hold)
    made = objected(code)
    decide_objection(world.act("reviewer"), made.pk, "uphold", "the wages of three months")
    run_clocks(NOON)
    assert ("C1", "hold") not in proposed(case)
    with pytest.raises(AboveCap, match="let go on evidence"):
        draft_request(world.act("analyst"), case.pk, claim.creditor_account_id, "hold", {claim.pk: 1})
    request = StatementRequest.objects.get(account=claim.creditor_account)
    answer(world, request, CREDIT, ONWARD, opening=50_000, at=NOON + HOUR)
    assert ("C1", "hold") not in proposed(case)
    answer(world, request, CREDIT, ONWARD, BACK, opening=50_000, until=4, at=NOON + 2 * HOUR)
    row = case.proposals.get(account=claim.creditor_account, kind="hold")
    assert (row.amount, row.since) == (40_000, f"objection {made}")
    parts = {claim.pk: 40_000}
    draft_request(world.act("analyst", NOON + 2 * HOUR), case.pk, claim.creditor_account_id, "hold", parts)


def test_of_what_was_upheld_in_part_the_rest_stays_and_no_more_is_proposed() -> None:
    from clawback.server.casework.models import Review
    from clawback.server.casework.redress.reviewing import decide_objection

    world, case, _claim, hold = held()
    (code,) = given(world, hold)
    decide_objection(world.act("reviewer"), objected(code).pk, "partly uphold", "the rent", 30_000)
    run_clocks(NOON)
    hold.refresh_from_db()
    assert (hold.in_force, hold.released) == (70_000, 30_000)
    assert list(Review.objects.values_list("left", "known")) == [(70_000, 60_000)]
    assert ("C1", "hold") not in proposed(case)


def test_value_given_is_not_asked_for_again() -> None:
    from clawback.server.casework.redress.value_given import tell_value_given

    world, case, _claim, hold = held()
    told = tell_value_given(world.act("responder"), hold.pk, "a used car, at its price")
    run_clocks(told.ends_by)
    hold.refresh_from_db()
    assert (hold.state, hold.released) == ("ended", 100_000)
    assert ("C1", "hold") not in proposed(case)


def test_a_plain_release_is_no_review() -> None:
    from clawback.server.casework.releasing import release_hold
    from clawback.server.casework.statements.retracing import retrace

    world, case, claim, hold = held()
    release_hold(world.act("approver"), hold.pk, None, "by mistake")
    retrace(claim.pk, NOON)
    assert proposed(case)["C1", "hold"] == 60_000


def test_where_a_court_declines_a_review_binds_no_more() -> None:
    from clawback.server.casework.models import HoldRequest, ReleaseRequest
    from clawback.server.casework.redress.letting_go import answer_release_request
    from clawback.server.casework.redress.reviewing import decide_objection
    from clawback.server.casework.releasing import expire_hold
    from clawback.server.people.acting import Act

    world, _case, claim, hold = held()
    HoldRequest.objects.update(jurisdiction="in", basis="attachment")
    (code,) = given(world, hold)
    decide_objection(world.act("reviewer"), objected(code).pk, "uphold", "the wages of three months")
    asked_of = ReleaseRequest.objects.get()
    hold.refresh_from_db()
    assert (hold.in_force, asked_of.amount) == (100_000, 100_000)
    assert room_for(claim.creditor_account, {claim.pk: claim}) == {}
    answer_release_request(world.act("approver"), asked_of.pk, granted=False, answer="order 7")
    run_clocks(NOON)
    expire_hold(hold.pk, Act(member=None, at=hold.until))
    run_clocks(NOON)
    assert room_for(claim.creditor_account, {claim.pk: claim})


def test_what_was_let_go_is_not_proposed_for_another_victim_of_the_same_transfer() -> None:
    """1000.00 of each of two victims came to C1, and 1000.00 went on to M1: held there for one, it goes for both."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.models import Account
    from clawback.server.casework.redress.reviewing import decide_objection
    from clawback.server.casework.refusals import AboveCap
    from clawback.server.casework.requesting import approve_request, draft_request
    from tests.integration.server.world_returns import returns

    made = returns((100_000, 100_000), (40_000, 40_000))
    one, other = made.claims
    rows: tuple[Row, ...] = (
        *(CREDIT, ("R2", 0.0, "south/D2", "north/C1", 100_000), ("R3", 1.0, "north/C1", "south/M1", 100_000)),
    )
    answer(made.world, asked(made.world, made.case, one), *rows)
    onward = Account.objects.get(number="M1")
    draft = draft_request(made.world.act("analyst"), made.case.pk, onward.pk, "hold", {one.pk: 50_000})
    approve_request(made.world.act("approver"), draft.pk)
    hold = place_hold(made.world.act("other responder"), draft.pk, 50_000)
    (code,) = given(made.world, hold, person="other responder")
    decide_objection(made.world.act("reviewer"), objected(code).pk, "uphold", "a bicycle, at its price")
    run_clocks(NOON)
    assert ("M1", "hold") not in proposed(made.case)
    with pytest.raises(AboveCap, match="let go on evidence"):
        draft_request(made.world.act("analyst"), made.case.pk, onward.pk, "hold", {other.pk: 1})


def test_who_came_by_a_transfer_of_their_own_was_not_looked_at() -> None:
    from clawback.server.casework.redress.reviewing import decide_objection
    from tests.integration.server.world_returns import joined

    world, case, _claim, hold = held()
    joined(world, case, 20_000, "D9")
    (code,) = given(world, hold)
    decide_objection(world.act("reviewer"), objected(code).pk, "uphold", "the wages of three months")
    run_clocks(NOON)
    assert proposed(case)["C1", "hold"] == 20_000
