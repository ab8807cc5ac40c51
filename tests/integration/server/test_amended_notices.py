"""A holder who was told is told anew when less is held, or longer, in the basis' own time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.server.world import HOUR, NOON, World, in_case, make_world, placed
from tests.integration.server.world_ends import run_clocks

if TYPE_CHECKING:
    from clawback.server.casework.models import Hold

pytestmark = pytest.mark.usefixtures("database")

ONE = NOON + HOUR


def told(*, given: bool = True) -> tuple[World, Hold]:
    """1000.00 are held of a balance of 1500.00, and the holder has the notice."""
    from clawback.server.casework.redress.giving import confirm_given, make_codes

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    make_codes(world.act("responder"), hold.notice.pk, 1, 150_000)
    if given:
        confirm_given(world.act("responder"), hold.notice.pk, 1, NOON)
    return world, hold


def let_go(world: World, hold: Hold, units: int | None, at: object = ONE) -> None:
    from clawback.server.casework.releasing import release_hold

    release_hold(world.act("approver", at), hold.pk, units, "the holder's own")


def test_a_release_of_a_part_amends_the_notice_with_a_clock_of_its_own() -> None:
    from clawback.server.casework.redress.amending import give_amendment
    from clawback.server.casework.redress.reading import notice_for_holder
    from clawback.server.casework.refusals import AmendmentGiven, FactsWrong
    from clawback.server.casework.waiting import waiting_for

    world, hold = told()
    let_go(world, hold, 30_000)
    row = hold.notice.amendments.get()
    assert (row.state, row.in_force, row.due_by) == ("due", 70_000, ONE + 24 * HOUR)
    responder = world.act("responder", ONE)
    waits = [(each.verb, each.kind, each.number, each.due_at) for each in waiting_for(responder.by)]
    assert ("give", "hold notice", hold.pk, row.due_by) in waits
    let_go(world, hold, 20_000, ONE + HOUR)
    row.refresh_from_db()
    assert (row.in_force, row.due_by) == (50_000, ONE + 24 * HOUR)
    hold.refresh_from_db()
    assert notice_for_holder(hold.notice).own == 100_000
    run_clocks(ONE + 24 * HOUR)
    row.refresh_from_db()
    assert row.overdue_since == ONE + 24 * HOUR
    late = world.act("responder", ONE + 25 * HOUR)
    with pytest.raises(FactsWrong):
        give_amendment(late, row.pk, ONE + 26 * HOUR)
    assert give_amendment(late, row.pk, ONE + 25 * HOUR).state == "given"
    with pytest.raises(AmendmentGiven):
        give_amendment(late, row.pk, ONE + 25 * HOUR)
    let_go(world, hold, 10_000, ONE + 26 * HOUR)
    assert [each.state for each in hold.notice.amendments.order_by("pk")] == ["given", "due"]


def test_a_hold_that_lasts_longer_than_its_holder_was_told_amends_the_notice() -> None:
    from clawback.server.casework.ending import end_part
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.people.acting import Act
    from tests.integration.server.world_returns import made_ready

    world, hold = told()
    made_ready(world, hold.parts.get().claim)
    renew_hold(world.act("approver", ONE), hold.pk)
    row = hold.notice.amendments.get()
    assert (row.state, row.in_force, row.due_by) == ("due", 100_000, ONE + 24 * HOUR)
    end_part(Act(member=None, at=ONE), hold.pk, {hold.parts.get().pk: 30_000}, "expired", "unconfirmed")
    row.refresh_from_db()
    assert row.in_force == 70_000, "what expires is theirs too"
    hold.refresh_from_db()
    run_clocks(hold.until)
    row.refresh_from_db()
    assert row.state == "over", "nothing is left to tell of a hold whose time is over"


def test_nothing_is_amended_that_nobody_has_and_nothing_after_the_end() -> None:
    from clawback.server.casework.redress.amending import give_amendment
    from clawback.server.casework.refusals import AmendmentOver

    world, hold = told(given=False)
    let_go(world, hold, 30_000)
    assert not hold.notice.amendments.exists()
    from clawback.server.casework.redress.giving import confirm_given

    confirm_given(world.act("responder", ONE), hold.notice.pk, 1, ONE)
    let_go(world, hold, 10_000)
    let_go(world, hold, None)
    row = hold.notice.amendments.get()
    assert row.state == "over"
    with pytest.raises(AmendmentOver):
        give_amendment(world.act("responder", ONE), row.pk, ONE)
