"""What rests while an objection waits, under each law: nothing, the return, or the hold itself."""

from __future__ import annotations

import pytest

from tests.integration.server.world import in_case, make_world, transfer
from tests.integration.server.world_ends import run_clocks
from tests.integration.server.world_redress import given, objected
from tests.integration.server.world_returns import LATER, Returns, due_lines, held_for, made_ready

pytestmark = pytest.mark.usefixtures("database")


def due_under(basis: str) -> Returns:
    world = make_world()
    case, claims = in_case(world, transfer(100_000, debtor="D1"))
    hold = held_for(world, case, claims, (100_000,), basis=basis)
    made_ready(world, claims[0])
    return Returns(world=world, case=case, claims=claims, hold=hold)


@pytest.mark.parametrize(
    ("basis", "rests"),
    [("hold", "nothing"), ("quiet-hold", "the return"), ("resting-hold", "the hold")],
)
@pytest.mark.parametrize("end", ["dismiss", "withdraw"])
def test_an_objection_suspends_as_its_law_says(basis: str, rests: str, end: str) -> None:
    from clawback.server.casework.redress.objecting import withdraw_objection
    from clawback.server.casework.redress.reviewing import decide_objection
    from clawback.server.casework.refusals import NothingToReturn, ObjectionSuspends
    from clawback.server.casework.returns.files import orders_file
    from clawback.server.casework.returns.paying import confirm_line, send_line

    made = due_under(basis)
    (line,) = due_lines(made)
    run_clocks(LATER)
    responder = made.world.act("responder", LATER)
    (code,) = given(made.world, made.hold, at=LATER)
    objection = objected(code, LATER)
    made.hold.refresh_from_db()
    assert (made.hold.rests_since == LATER) == (rests == "the hold")
    assert made.hold.in_force == 100_000
    if rests != "nothing":
        with pytest.raises(ObjectionSuspends):
            send_line(responder, line.pk)
        with pytest.raises(NothingToReturn):
            orders_file(responder, line.plan_id, made.world.bank.pk, "pain.001")
        if end == "dismiss":
            decide_objection(
                made.world.act("reviewer", LATER), objection.pk, "dismiss", "the transfer says otherwise"
            )
        else:
            withdraw_objection(responder, objection.pk)
    send_line(responder, line.pk)
    assert confirm_line(responder, line.pk).state == "confirmed"
    made.hold.refresh_from_db()
    assert (made.hold.rests_since, made.hold.paid_over) == (None, 100_000)
